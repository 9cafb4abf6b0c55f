package dev.darkroom.api.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.activities.testing.Signatures;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Somebody who is told of tasks: keeps what comes, and answers as it is told to. */
public final class TestReceiver implements AutoCloseable {

    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "thanks";

    public TestReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    /** A request. */
    public record Received(String path, Map<String, List<String>> headers, String body) {

        /** The event's id. */
        public String id() {
            return headers.getOrDefault("Webhook-id", List.of("")).getFirst();
        }

        public JsonValue json() {
            return StrictJson.read(body.getBytes(StandardCharsets.UTF_8));
        }

        /** The text of a field of the body. */
        public String at(String field) {
            return json().field(field) instanceof JsonValue.Str text ? text.value() : "";
        }

        /** Whether a secret has signed it, as the library of the standard sees it. */
        public boolean isSignedBy(String secret) {
            return Signatures.isSignedBy(secret, headers, body);
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** How it answers from now on. */
    public void answer(int status, String answer) {
        this.status = status;
        this.answer = answer;
    }

    /** Waits until so many such requests have come. */
    public List<Received> await(int count, Predicate<Received> such) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            List<Received> found = received.stream().filter(such).toList();
            if (found.size() >= count) {
                return found;
            }
            TestApi.pause(Duration.ofMillis(20));
        }
        throw new AssertionError(
                "%d of %d came".formatted(received.stream().filter(such).count(), count));
    }

    /** The first such request. */
    public Received await(Predicate<Received> such) {
        return await(1, such).getFirst();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(
                    new Received(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
