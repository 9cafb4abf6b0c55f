package dev.darkroom.infra.live.world;

import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.process.FreePort;
import dev.darkroom.infra.process.Pids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stack as {@code infra/run} makes it, in processes of its own. */
public final class Stack {

    // The first start on a machine may have to build the Temporal CLI. One that fails ends by itself, long before.
    private static final Duration START_MAX = Duration.ofMinutes(25);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Duration GONE_MAX = Duration.ofSeconds(10);
    private static final Duration COMMAND_MAX = Duration.ofSeconds(60);
    private static final String BOUNDLESS = "boundless";

    private final Path home;
    private final Path data;
    private final int port;
    private final List<String> options;
    private final Map<String, String> environment;
    private volatile @Nullable Process started;

    /**
     * Describes a stack; nothing is started.
     *
     * @param home the folder of the source tree
     * @param data the stack's folder
     * @param options of {@code infra/run}
     * @param environment what is set for it
     */
    public Stack(Path home, Path data, List<String> options, Map<String, String> environment) {
        this.home = home;
        this.data = data;
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
        port = FreePort.find();
    }

    /** Starts it and waits until all is ready. */
    public void start() {
        Process process = launch();
        started = process;
        Patience.until("the stack (log %s)".formatted(log()), START_MAX, () -> {
            MissException.unless(process.isAlive(), "infra/run ended with %s, see %s".formatted(code(process), log()));
            return isReady();
        });
    }

    /** The command that starts it. */
    public String command() {
        return String.join(" ", words());
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                home.resolve("infra/run").toString(), "--data", data.toString(), "--port", Integer.toString(port)));
        words.addAll(options);
        return words;
    }

    /** Asks it to stop, and waits. */
    public Duration stop() {
        long run = ready().pids("run").getFirst();
        List<Long> all = pids();
        long started = System.nanoTime();
        Signals.terminate(run);
        Patience.until("the stop of the stack", STOP_MAX, () -> all.stream().noneMatch(Pids::lives));
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** {@code kill -9} of every process, first of the one that would start the others again. */
    public void kill() {
        List<Long> all = pids();
        all.forEach(Signals::kill);
        Patience.until("the end of all", GONE_MAX, () -> all.stream().noneMatch(Pids::lives));
    }

    /** Leaves nothing running, whether it is up, on its way up or stopped. */
    public void abandon() {
        if (isReady()) {
            pids().forEach(Signals::kill);
            return;
        }
        Process process = started;
        if (process != null) {
            process.destroy();
        }
    }

    public Ready ready() {
        return Ready.read(data);
    }

    /** The books behind it. */
    public Books books() {
        Ready ready = ready();
        return new Books(ready.text("jdbc"), ready.text("db_user"), ready.text("db_password"));
    }

    public boolean isReady() {
        return Files.exists(data.resolve("ready.json"));
    }

    public Path data() {
        return data;
    }

    /** All that the processes have logged. */
    public List<Path> logs() {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            return Stream.concat(files, Stream.of(log())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a tenant with that credit, of a tier that no check comes to the end of. */
    public Tenant tenant(String name, int usd) {
        String most = Integer.toString(Tier.RATE_MAX);
        List<String> tier = new ArrayList<>(List.of("tier", "set", BOUNDLESS, "--json"));
        for (String limit :
                List.of("running-max", "depth-max", "post-burst", "post-per-second", "get-burst", "get-per-second")) {
            tier.addAll(List.of("--" + limit, most));
        }
        operator(tier.toArray(String[]::new));
        JsonValue made = operator("tenant", "add", name, "--usd", Integer.toString(usd), "--tier", BOUNDLESS, "--json");
        return new Tenant(
                Json.text(made, "tenant_id"), name, Json.text(made, "key"), Json.text(made, "webhook_secret"));
    }

    /** Runs an operator's command that prints JSON. */
    public JsonValue operator(String... arguments) {
        return operator(COMMAND_MAX, Set.of(0), arguments);
    }

    /**
     * Runs an operator's command that prints JSON.
     *
     * @param exits the exit codes that are no failure
     */
    public JsonValue operator(Duration most, Set<Integer> exits, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("infra/darkroom").toString(), "--data", data.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            byte[] said = process.getInputStream().readAllBytes();
            boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
            MissException.unless(
                    ended && exits.contains(process.exitValue()),
                    "infra/darkroom %s: %s"
                            .formatted(String.join(" ", arguments), new String(said, StandardCharsets.UTF_8)));
            return StrictJson.read(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }

    /** Every process, the one that watches over the others first. */
    private List<Long> pids() {
        Ready ready = ready();
        return Stream.of("run", "api", "worker", "links", "upstreams", "webhooks", "temporal", "database")
                .flatMap(part -> ready.pids(part).stream())
                .distinct()
                .toList();
    }

    private Process launch() {
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(data.resolve("ready.json"));
            ProcessBuilder builder = new ProcessBuilder(words())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return data.resolve("run.log");
    }

    private static String code(Process process) {
        return process.isAlive() ? "" : Integer.toString(process.exitValue());
    }
}
