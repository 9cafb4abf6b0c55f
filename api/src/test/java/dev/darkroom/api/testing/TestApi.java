package dev.darkroom.api.testing;

import dev.darkroom.activities.db.DbConfig;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.activities.worker.WorkerProcess;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Limits;
import dev.darkroom.api.openapi.Documents;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The product in this JVM: a real server on a real port, over a real database and Temporal in memory. */
public final class TestApi implements AutoCloseable {

    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ApplicationContext context;
    private final String url;
    private final int managementPort;
    private final Supplier<Documented> documented;

    private TestApi(ApplicationContext context, String url, int managementPort) {
        this.context = context;
        this.url = url;
        this.managementPort = managementPort;
        documented = SupplierUtil.memoized(() -> new Documented(context.getBean(Documents.class)));
    }

    /** API and worker in one, with settings of the test's own. */
    public static TestApi start(TestDatabase database, TestTemporalServer temporal, Map<String, Object> settings) {
        TestApi api = serve(database.config(), temporal, settings);
        api.context.getBean(WorkerProcess.class).start(false);
        return api;
    }

    /** The API alone, by a connection of the test's own. */
    public static TestApi serve(DbConfig database, TestTemporalServer temporal, Map<String, Object> settings) {
        int port = freePort();
        int managementPort = freePort();
        Map<String, Object> properties = new LinkedHashMap<>(Map.of(
                "darkroom.role",
                "all",
                "darkroom.host",
                "127.0.0.1",
                "darkroom.port",
                port,
                "darkroom.management-port",
                managementPort,
                "darkroom.public-url",
                "http://127.0.0.1:" + port,
                "darkroom.master.keys",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "darkroom.temporal.address",
                temporal.address(),
                "darkroom.blob.folder",
                folder().toString()));
        properties.putAll(Map.of(
                "darkroom.db.url", database.url(),
                "darkroom.db.user", database.user(),
                "darkroom.db.password", database.password(),
                "darkroom.db.timeout", database.timeout(),
                "darkroom.sandbox", "on",
                "darkroom.sandbox.delay", "200ms",
                "darkroom.sandbox.timeout", "1s",
                "darkroom.worker.sweep-every", "1s",
                "darkroom.worker.drain", "1s"));
        properties.putAll(settings);
        ApplicationContext context = ApplicationContext.builder()
                .properties(properties)
                .banner(false)
                .start();
        context.getBean(EmbeddedServer.class).start();
        return new TestApi(context, "http://127.0.0.1:" + port, managementPort);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public String url() {
        return url;
    }

    /** A new tenant's key. */
    public String tenant(MicroUsd credit) {
        return added(credit).key();
    }

    public Tenants.Added added(MicroUsd credit) {
        String name = "t%d-%d".formatted(ProcessHandle.current().pid(), TENANTS.incrementAndGet());
        return get(Tenants.class).add(name, credit);
    }

    /** The tenant as a caller without any scope, in the tier that every tenant begins in. */
    public static Caller caller(Tenants.Added tenant) {
        Limits standard = new Limits("standard", 20, 2000, null, 200, 20, 400, 100);
        return new Caller(tenant.id(), tenant.name(), "unused", "unused", Set.of(), Set.of(), standard, false, true);
    }

    public Reply get(String key, String path) {
        return send(request(path).header("Authorization", "Bearer " + key).GET());
    }

    public Reply post(String key, String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Asks for images. */
    public Reply generate(String key, String json, String... headers) {
        return post(key, "/v1/images/generations", json, headers);
    }

    /** A request whose every part is the test's own. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
                .timeout(Duration.ofSeconds(20));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpRequest built = request.build();
            Reply reply = new Reply(CLIENT.send(built, BodyHandlers.ofByteArray()));
            if (built.uri().toString().startsWith(url)) {
                documented.get().check(built, reply);
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static BodyPublisher body(byte[] bytes) {
        return BodyPublishers.ofByteArray(bytes);
    }

    public Reply health(String part) {
        return send(request(managementUrl() + "/health/" + part).GET());
    }

    /** The listener of health and of the admin API. */
    public String managementUrl() {
        return "http://127.0.0.1:" + managementPort;
    }

    /** Reads a task until it has ended. */
    public Reply ended(String key, String taskId) {
        return until(
                key,
                taskId,
                reply -> !reply.at("status").equals("queued")
                        && !reply.at("status").equals("running"));
    }

    /** Reads a task until it is so, for at most a minute. */
    public Reply until(String key, String taskId, Predicate<Reply> condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            Reply reply = get(key, "/v1/tasks/" + taskId);
            if (condition.test(reply)) {
                return reply;
            }
            pause(Duration.ofMillis(50));
        }
        throw new AssertionError("the task does not come so far: "
                + get(key, "/v1/tasks/" + taskId).text());
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.getBean(EmbeddedServer.class).stop();
        context.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "blobs-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
