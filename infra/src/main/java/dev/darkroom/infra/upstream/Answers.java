package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Answers, right and wrong ones. Leaving an exchange unanswered and closing it ends its connection. */
final class Answers {

    private static final String JSON = "application/json";
    private static final Duration HANG = Duration.ofMinutes(2);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final int SLOW_BYTES = 1024;
    private static final long LARGE = 300L * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;

    private Answers() {}

    /** A header of the request; empty where it has none. */
    static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    /** A parameter of the request's query; empty where it has none. */
    static String query(HttpExchange exchange, String name) {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        for (String parameter : query.split("&")) {
            if (parameter.startsWith(name + "=")) {
                return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    static void json(HttpExchange exchange, Reply reply) throws IOException {
        json(exchange, reply.status(), reply.text());
    }

    static void json(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** A body that ends before its announced length does. */
    static void truncated(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    /** A body of 1 KB a second. */
    static void slow(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        for (int from = 0; from < body.length; from += SLOW_BYTES) {
            out.write(body, from, Math.min(SLOW_BYTES, body.length - from));
            out.flush();
            LockSupport.parkNanos(SLOW.toNanos());
        }
    }

    /** 300 MB that begin as the body does. */
    static void large(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, LARGE);
        OutputStream out = exchange.getResponseBody();
        out.write(body);
        byte[] chunk = new byte[CHUNK];
        for (long left = LARGE - body.length; left > 0; left -= chunk.length) {
            out.write(chunk, 0, (int) Math.min(left, chunk.length));
        }
    }

    static void gateway(HttpExchange exchange, int status) throws IOException {
        byte[] page =
                "<html><body><h1>%d</h1>gateway</body></html>".formatted(status).getBytes(StandardCharsets.UTF_8);
        send(exchange, status, "text/html", page);
    }

    static void hang() {
        LockSupport.parkNanos(HANG.toNanos());
    }
}
