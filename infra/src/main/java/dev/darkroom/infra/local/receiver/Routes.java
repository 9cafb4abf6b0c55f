package dev.darkroom.infra.local.receiver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Who asks for what, and whether they may. Each request is answered here or by one method of this. */
final class Routes implements HttpHandler {

    static final String HOOK = "/hook";
    static final String SECRETS = "/secrets";
    static final int BODY_MAX = 1 << 20;

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String EVENT_HEADER = "X-Webhook-Event";

    private final String receiver;
    private final List<String> hosts;
    private final Secrets secrets;
    private final Guide guide;
    private final Consumer<Delivery> arrived;
    private final Inbox inbox = new Inbox();
    private final Page page = Page.read();
    private final Instant started = Instant.now();

    Routes(int port, Secrets secrets, Guide guide, Consumer<Delivery> arrived) {
        hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
        receiver = "http://" + hosts.getFirst();
        this.secrets = secrets;
        this.guide = guide;
        this.arrived = arrived;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!isOwn(exchange.getRequestHeaders())) {
                answer(exchange, 403, TEXT, "this receiver answers on this machine alone, as " + receiver + "\n");
            } else if (path.equals(HOOK) || path.startsWith(HOOK + "/")) {
                onlyFor("POST", exchange, () -> take(exchange));
            } else {
                switch (path) {
                    case SECRETS -> onlyFor("POST", exchange, () -> remember(exchange));
                    case "/deliveries" -> onlyFor("GET", exchange, () -> list(exchange));
                    case "/" -> onlyFor("GET", exchange, () -> show(exchange));
                    default -> answer(exchange, 404, TEXT, "nothing is here; webhooks go to " + HOOK + "\n");
                }
            }
        }
    }

    /** A page of the internet can make a browser send requests here, but not with this host and no other origin. */
    private boolean isOwn(Headers headers) {
        List<String> host = headers.getOrDefault("Host", List.of());
        List<String> origin = headers.getOrDefault("Origin", List.of());
        return host.size() == 1
                && hosts.contains(host.getFirst())
                && origin.stream().allMatch(from -> from.equals("http://" + host.getFirst()));
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
        if (body.length > BODY_MAX) {
            answer(exchange, 413, TEXT, "a body is at most %d bytes here\n".formatted(BODY_MAX));
            return;
        }
        Instant now = Instant.now();
        Headers headers = exchange.getRequestHeaders();
        Signature signature = Signature.of(headers);
        Verdict verdict = signature.verdict(body, secrets.verifiers(), now);
        String event = Objects.requireNonNullElse(headers.getFirst(EVENT_HEADER), "");
        String path = exchange.getRequestURI().getPath();
        arrived.accept(inbox.add(now, path, signature, verdict, Content.of(body, event)));
        exchange.sendResponseHeaders(204, -1);
    }

    private void remember(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(Content.TEXT_MAX);
        SecretAnswer answer = SecretAnswer.of(body);
        if (answer.secret() != null) {
            secrets.add(answer.secret());
        }
        answer(exchange, answer.secret() == null ? 400 : 200, TEXT, answer.words() + "\n");
    }

    private void list(HttpExchange exchange) throws IOException {
        Inbox.Contents contents = inbox.contents();
        int known = secrets.verifiers().size();
        String tag = "\"%d-%d-%d\"".formatted(started.toEpochMilli(), contents.total(), known);
        exchange.getResponseHeaders().set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            answer(exchange, 200, JSON, DeliveriesJson.of(receiver, guide, known, contents) + "\n");
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
        answer(exchange, 200, "text/html; charset=utf-8", page.html());
    }

    private static void onlyFor(String method, HttpExchange exchange, Step step) throws IOException {
        if (exchange.getRequestMethod().equals(method)) {
            step.run();
        } else {
            exchange.getResponseHeaders().set("Allow", method);
            answer(exchange, 405, TEXT, "only " + method + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-cache");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** What answers. */
    private interface Step {

        void run() throws IOException;
    }
}
