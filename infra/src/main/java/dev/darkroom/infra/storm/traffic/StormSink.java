package dev.darkroom.infra.storm.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.evidence.EvidenceLog;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.Sink;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the webhooks of a storm arrive. It writes down every arrival, and answers badly while it is told to. */
public final class StormSink implements AutoCloseable {

    private static final int TAKEN = 204;
    private static final List<Integer> REFUSALS = List.of(500, 503, 429, 404, 301);
    private static final Pattern PUBLIC_ID =
            Pattern.compile("[a-z]+_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");
    private static final Duration SLOW = Duration.ofSeconds(4);

    private final HttpServer server;
    private final EvidenceLog log;
    private final Random random;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private volatile double refusing;

    /** Listens on a port of 127.0.0.1. */
    public StormSink(EvidenceLog log, long seed) throws IOException {
        this.log = log;
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** Where a tenant is told. */
    String url(Tenant tenant) {
        secrets.put(tenant.name(), tenant.webhookSecret());
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), tenant.name());
    }

    /** Which part of all arrivals it answers badly from now on, 0 to 1. */
    public void refuse(double part) {
        refusing = part;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String tenant = exchange.getRequestURI().getPath().substring(1);
            int status = status();
            String text = new String(body, StandardCharsets.UTF_8);
            JsonValue json = StrictJson.read(body);
            log.write(EvidenceLog.line()
                    .with("event", uuid(header(exchange, "webhook-id")))
                    .with("type", first(Json.text(json, "event"), Json.text(json, "type")))
                    .with("job", uuid(Json.text(json, "data.task_id")))
                    .with("timestamp", header(exchange, "webhook-timestamp"))
                    .with("verified", verifies(tenant, exchange, text))
                    .with("answered", status)
                    .with("body_sha256", EvidenceLog.sha256(body)));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int status() {
        int status;
        boolean slow;
        synchronized (random) {
            boolean refuses = random.nextDouble() < refusing;
            status = refuses ? REFUSALS.get(random.nextInt(REFUSALS.size())) : TAKEN;
            slow = refuses && random.nextInt(3) == 0;
        }
        if (slow) {
            try {
                Thread.sleep(SLOW);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return status;
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** A public id, of which an event's and a task's are forms, as the books have it; null where it is none. */
    private static @Nullable String uuid(@Nullable String text) {
        Matcher matcher = PUBLIC_ID.matcher(text == null ? "" : text);
        return matcher.matches() ? matcher.replaceFirst("$1-$2-$3-$4-$5") : null;
    }

    /** Null where it is signed in another way than the standard one. */
    private @Nullable Boolean verifies(String tenant, HttpExchange exchange, String body) {
        return header(exchange, "webhook-signature") == null
                ? null
                : Sink.verifies(secrets.getOrDefault(tenant, ""), exchange, body);
    }
}
