package dev.darkroom.infra.live.world;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/**
 * Where webhooks arrive: a server outside the product, which none of its kills reaches. It verifies every signature with
 * the official library, and takes what it gets unless a check says otherwise.
 */
public final class Sink implements AutoCloseable {

    private static final int NO_CONTENT = 204;
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);

    private final HttpServer server;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, ToIntFunction<Arrival>> answers = new ConcurrentHashMap<>();

    /**
     * One attempt.
     *
     * @param receiver the name under which the URL was made
     * @param id the event's
     * @param event its word, as the body has it
     * @param task whom it is about
     * @param verified whether the receiver's secret signed it
     */
    public record Arrival(String receiver, String id, String event, String task, boolean verified, JsonValue body) {}

    Sink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /**
     * A URL at which somebody is told.
     *
     * @param receiver a name for it
     * @param secret what signs it
     * @param word a part of the URL that is nobody else's business
     */
    public String url(String receiver, String secret, String word) {
        secrets.put(receiver, secret);
        return "http://127.0.0.1:%d/%s?token=%s".formatted(server.getAddress().getPort(), receiver, word);
    }

    /** Makes another secret the one that signs. */
    public void secret(String receiver, String secret) {
        secrets.put(receiver, secret);
    }

    /** Answers that receiver's requests with the status that {@code answer} gives. */
    public void answer(String receiver, ToIntFunction<Arrival> answer) {
        answers.put(receiver, answer);
    }

    /** What has come at a receiver, in its order. */
    public List<Arrival> arrivals(String receiver) {
        return arrivals.stream()
                .filter(arrival -> arrival.receiver().equals(receiver))
                .toList();
    }

    /** Waits until an event of a task has come at a receiver. */
    public Arrival await(String receiver, String task, String event) {
        return Patience.await(
                "%s of %s at %s".formatted(event, task, receiver),
                ARRIVAL_MAX,
                () -> arrivals(receiver).stream()
                        .filter(arrival ->
                                arrival.task().equals(task) && arrival.event().equals(event))
                        .findFirst());
    }

    /**
     * Waits until the end of every job has come, and looks at what came: verified, under one id, and of no other end.
     *
     * @return how many arrivals there were
     */
    public int toldOf(String receiver, List<Job> jobs) {
        int seen = 0;
        for (Job job : jobs) {
            String event = "task." + job.order().status();
            Arrival first = await(receiver, job.taskId(), event);
            List<Arrival> all = arrivals(receiver).stream()
                    .filter(arrival -> arrival.task().equals(job.taskId()))
                    .toList();
            MissException.unless(
                    all.stream().allMatch(Arrival::verified), "a signature of " + job.taskId() + " does not verify");
            MissException.unless(
                    all.stream()
                            .allMatch(arrival -> arrival.id().equals(first.id())
                                    && arrival.event().equals(event)),
                    "%s was told of in several ways: %s".formatted(job.taskId(), all));
            seen += all.size();
        }
        return seen;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String receiver = exchange.getRequestURI().getPath().substring(1);
            JsonValue json = StrictJson.read(body.getBytes(StandardCharsets.UTF_8));
            Arrival arrival = new Arrival(
                    receiver,
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                    Json.text(json, "event"),
                    Json.text(json, "data.task_id"),
                    verifies(secrets.getOrDefault(receiver, ""), exchange, body),
                    json);
            arrivals.add(arrival);
            int status = answers.getOrDefault(receiver, any -> NO_CONTENT).applyAsInt(arrival);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Whether a request is signed with a secret in the standard way; the official library says so. */
    public static boolean verifies(String secret, HttpExchange exchange, String body) {
        try {
            new Webhook(secret).verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
            return false;
        }
    }
}
