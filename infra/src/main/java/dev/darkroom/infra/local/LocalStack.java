package dev.darkroom.infra.local;

import dev.darkroom.infra.local.Applications.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Database, Temporal, API, workers, receiver of webhooks and simulated upstreams, as one thing that starts and stops. */
final class LocalStack implements AutoCloseable {

    static final String NAMESPACE = "default";

    private static final Duration DATABASE_MAX = Duration.ofSeconds(90);
    private static final Duration TEMPORAL_MAX = Duration.ofSeconds(60);
    private static final Duration RECEIVER_MAX = Duration.ofSeconds(30);
    private static final Duration LINKS_MAX = Duration.ofSeconds(30);
    private static final Duration UPSTREAMS_MAX = Duration.ofSeconds(30);
    private static final Duration APPLICATION_MAX = Duration.ofSeconds(90);
    private static final Duration APPLICATION_STOP = Duration.ofSeconds(14);
    private static final Duration SERVER_STOP = Duration.ofSeconds(7);
    // The exit code with which darkroom.jar refuses a setting.
    private static final int WRONG_SETTING = 2;
    private static final Duration HEALTH_MAX = Duration.ofSeconds(3);

    private final StackOptions options;
    private final Consumer<String> say;
    private final DataFolder folder;
    private final Leftovers leftovers;
    private final Supervisor supervisor;
    private final Map<String, String> connections = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private List<Application> running = List.of();
    private volatile @Nullable ReadyFile ready;

    /** @throws CannotStartException where the data folder is held by another run */
    LocalStack(StackOptions options, Consumer<String> say) {
        this.options = options;
        this.say = say;
        folder = DataFolder.take(options.data());
        leftovers = new Leftovers(folder);
        supervisor = new Supervisor(leftovers, say, this::publish);
    }

    /**
     * Starts everything, in order.
     *
     * @return what a person has to know of it
     */
    Screen start() {
        List<String> ended = leftovers.end();
        if (!ended.isEmpty()) {
            say.accept("ended what an earlier run had left: " + String.join(", ", ended));
        }
        if (options.fresh()) {
            folder.clear();
        }
        folder.delete(ReadyFile.NAME);
        if (!Ports.isFree(options.port())) {
            throw new CannotStartException("port %d is taken; choose another with --port".formatted(options.port()));
        }
        Ports ports = new Ports(folder, options.port());
        WebhookReceiver receiver = new WebhookReceiver(folder, ports, options.port());
        supervisor.start(receiver.part());
        Upstreams upstreams = startUpstreams(ports);
        startDatabase(ports);
        TemporalServer server = startTemporal(ports);
        Links links = options.links() ? new Links(options.home(), folder, ports, say) : null;
        Applications made = new Applications(options, folder, ports, connections, links);
        startApplications(made, links);
        Facts facts = facts(made, server, receiver, upstreams, links);
        Waiting.until("the receiver of webhooks did not answer", RECEIVER_MAX, receiver::isReady);
        ready = new ReadyFile(folder, supervisor, facts, running);
        publish();
        return new Screen(options, folder, facts, server);
    }

    /** Stops everything, in order: first who works, then what is worked on. */
    @Override
    public void close() {
        supervisor.stopping();
        folder.delete(ReadyFile.NAME);
        supervisor.stop(Applications.API, APPLICATION_STOP);
        supervisor.stop(Applications.WORKER, APPLICATION_STOP);
        supervisor.stop(Links.PART, SERVER_STOP);
        supervisor.stop(WebhookReceiver.PART, SERVER_STOP);
        supervisor.stop(Upstreams.PART, SERVER_STOP);
        supervisor.stop(TemporalServer.PART, SERVER_STOP);
        supervisor.stop(DatabaseServer.PART, SERVER_STOP);
        leftovers.forget();
        folder.close();
    }

    private @Nullable Upstreams startUpstreams(Ports ports) {
        if (!options.upstreams()) {
            return null;
        }
        Upstreams upstreams = new Upstreams(folder, ports);
        supervisor.start(upstreams.part());
        connections.putAll(upstreams.environment());
        Waiting.until("the simulator of upstreams did not answer", UPSTREAMS_MAX, upstreams::isReady);
        return upstreams;
    }

    private void startDatabase(Ports ports) {
        String given = System.getenv("DARKROOM_DB_URL");
        if (given != null) {
            connections.put("DARKROOM_DB_URL", given);
            connections.put("DARKROOM_DB_USER", System.getenv().getOrDefault("DARKROOM_DB_USER", DatabaseServer.USER));
            connections.put("DARKROOM_DB_PASSWORD", System.getenv().getOrDefault("DARKROOM_DB_PASSWORD", ""));
            return;
        }
        DatabaseServer server = new DatabaseServer(folder, ports.of(DatabaseServer.PART), say);
        supervisor.start(server.part());
        connections.put("DARKROOM_DB_URL", server.url());
        connections.put("DARKROOM_DB_USER", DatabaseServer.USER);
        connections.put("DARKROOM_DB_PASSWORD", server.password());
        Waiting.until("the database did not answer", DATABASE_MAX, server::isReady);
    }

    private TemporalServer startTemporal(Ports ports) {
        TemporalServer server = chosenTemporal(ports);
        if (server.part() != null) {
            supervisor.start(server.part());
            Waiting.until("Temporal did not answer", TEMPORAL_MAX, () -> Ports.answers(server.port()));
        }
        connections.put("DARKROOM_TEMPORAL_ADDRESS", server.address());
        if (server.uiUrl() != null) {
            connections.put("DARKROOM_TEMPORAL_UI_URL", server.uiUrl());
        }
        return server;
    }

    private TemporalServer chosenTemporal(Ports ports) {
        String given = System.getenv("DARKROOM_TEMPORAL_ADDRESS");
        if (given != null && !options.memory()) {
            return TemporalServer.given(given, System.getenv("DARKROOM_TEMPORAL_UI_URL"));
        }
        if (!options.memory()) {
            TemporalBinary binary = new TemporalBinary(options.home().resolve("infra/tools"), say);
            Optional<Path> found = binary.find();
            if (found.isPresent()) {
                return TemporalServer.devServer(found.get(), folder, ports);
            }
        }
        return TemporalServer.inMemory(Java.ownCommand("512m"), folder, ports);
    }

    private Operator operator(Applications made) {
        return new Operator(
                made::command, made.environment(), folder.directory("logs").resolve("command.log"));
    }

    private void startApplications(Applications made, @Nullable Links links) {
        if (options.split()) {
            operator(made).run("migrate");
        }
        running = made.all();
        if (links != null) {
            supervisor.start(links.part());
            Waiting.until("the links did not answer", LINKS_MAX, links::isReady);
        }
        running.forEach(application -> supervisor.start(application.part()));
        running.forEach(this::awaitReady);
    }

    /** A process that stands still as a whole is given a second chance where the library of clocks can be why. */
    private void awaitReady(Application application) {
        Part part = application.part();
        String what = "the %s was not ready (see %s)".formatted(part.name(), part.log());
        try {
            Waiting.until(what, APPLICATION_MAX, () -> isReady(application));
        } catch (CannotStartException e) {
            if (supervisor.tellsThreads(part.name()) || options.clockLibrary() == null) {
                throw e;
            }
            say.accept("the %s stands still, as JVMs now and then do with libfaketime: killed".formatted(part.name()));
            supervisor.kill(part.name());
            Waiting.until(what, APPLICATION_MAX, () -> isReady(application));
        }
    }

    private boolean isReady(Application application) {
        refuseWrongSetting(application.part());
        URI uri = URI.create("http://127.0.0.1:%d/health/ready".formatted(application.managementPort()));
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(HEALTH_MAX).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Trying again does not help against a setting that is wrong; the log's last line says which. */
    private void refuseWrongSetting(Part part) {
        Integer exit = supervisor.lastExit(part.name());
        if (exit == null || exit != WRONG_SETTING) {
            return;
        }
        supervisor.stopping();
        try (Stream<String> lines = Files.lines(part.log())) {
            throw new CannotStartException(
                    lines.reduce("", (before, line) -> line).replaceFirst("^darkroom: ", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Facts facts(
            Applications made,
            TemporalServer server,
            WebhookReceiver receiver,
            @Nullable Upstreams upstreams,
            @Nullable Links links) {
        DemoTenant demo = DemoTenant.of(folder, operator(made));
        demo.webhookSecret().ifPresent(receiver::remember);
        return new Facts(
                demo.key(),
                connections.getOrDefault("DARKROOM_DB_URL", ""),
                connections.getOrDefault("DARKROOM_DB_USER", ""),
                connections.getOrDefault("DARKROOM_DB_PASSWORD", ""),
                made.environment().getOrDefault("DARKROOM_BLOB_FOLDER", ""),
                receiver.url(),
                upstreams,
                links,
                server);
    }

    private void publish() {
        ReadyFile file = ready;
        if (file != null) {
            file.write();
        }
    }
}
