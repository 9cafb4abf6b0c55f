package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.bare.BareProcess;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Ready;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The process of the bare side, with the flags that the product's processes have. */
final class BareServer implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final long STOP_SECONDS_MAX = 10;
    private static final List<String> FLAGS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dlogback.configurationFile=bench-logback.xml");

    private final Process process;
    private final int port;

    private BareServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it against the servers of a stack, and waits until it serves. */
    static BareServer start(Ready ready, Path folder) throws IOException {
        Path portFile = folder.resolve("bare.port");
        File log = folder.resolve("bare.log").toFile();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(), BareProcess.class.getName(), portFile.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment()
                .putAll(Map.of(
                        "DARKROOM_DB_URL", ready.text("jdbc"),
                        "DARKROOM_DB_USER", ready.text("db_user"),
                        "DARKROOM_DB_PASSWORD", ready.text("db_password"),
                        "DARKROOM_TEMPORAL_ADDRESS", ready.text("temporal"),
                        "DARKROOM_TEMPORAL_NAMESPACE", ready.text("namespace")));
        Process process = builder.start();
        Patience.until("the bare process (log %s)".formatted(log), START_MAX, () -> {
            MissException.unless(process.isAlive(), "the bare process ended, see " + log);
            return Files.exists(portFile);
        });
        return new BareServer(process, Integer.parseInt(Files.readString(portFile)));
    }

    Target target(String key) {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, BareProcess.PATH));
        return new Target(Side.BARE, uri, key, List.of(process.pid()));
    }

    /** Where hops are measured. */
    URI hops() {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, BareProcess.HOPS_PATH));
    }

    /** Ends its input, upon which it ends. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Without the product's API, whose routes and filters would be there otherwise. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isOfApi(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOfApi(String file) {
        return file.equals("darkroom.jar") || file.startsWith("darkroom-api") || file.startsWith("micronaut-security");
    }
}
