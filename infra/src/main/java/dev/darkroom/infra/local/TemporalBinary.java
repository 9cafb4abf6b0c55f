package dev.darkroom.infra.local;

import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Temporal CLI, whose dev server the stack runs: from the PATH, from the cache, downloaded, or built with Go into
 * the cache, in this order.
 */
final class TemporalBinary {

    private static final String NAME = "temporal";
    private static final String PACKAGE = "github.com/temporalio/cli/cmd/temporal";
    private static final String DOWNLOAD_HOST = "temporal.download";
    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration BUILD_MAX = Duration.ofMinutes(20);
    private static final Duration NEWS_EVERY = Duration.ofSeconds(30);

    private final Path tools;
    private final Consumer<String> say;

    /** @param tools the folder with the go.mod that pins the version */
    TemporalBinary(Path tools, Consumer<String> say) {
        this.tools = tools;
        this.say = say;
    }

    /** The CLI; empty where there is no way to get it here. */
    Optional<Path> find() {
        Path cached = cacheFolder().resolve(NAME);
        return onPath(NAME)
                .or(() -> Optional.of(cached).filter(Files::isExecutable))
                .or(() -> download(cached))
                .or(() -> build(cached));
    }

    /** By the pinned versions, so that another version is another folder. */
    private Path cacheFolder() {
        try {
            String pinned = Files.readString(tools.resolve("go.sum"));
            return Cache.folder("tools-" + Integer.toHexString(pinned.hashCode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> download(Path target) {
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getAllByName(DOWNLOAD_HOST)[0];
            socket.connect(new InetSocketAddress(host, 443), CONNECT_MILLIS);
        } catch (IOException e) {
            return Optional.empty();
        }
        say.accept("downloading the Temporal CLI (once) …");
        TemporalDevServerOptions options = TemporalDevServerOptions.newBuilder()
                .setDownloadDestination(target.resolveSibling("download").toString())
                .build();
        try {
            TemporalDevServer.start("default", options).close();
            try (Stream<Path> files = Files.walk(target.resolveSibling("download"))) {
                Optional<Path> binary = files.filter(Files::isRegularFile)
                        .filter(Files::isExecutable)
                        .findFirst();
                if (binary.isPresent()) {
                    Files.move(binary.get(), target, StandardCopyOption.ATOMIC_MOVE);
                }
                return binary.map(file -> target);
            }
        } catch (IllegalStateException | IOException e) {
            say.accept("the download failed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> build(Path target) {
        Optional<Path> go = onPath("go");
        if (go.isEmpty()) {
            return Optional.empty();
        }
        say.accept("building the Temporal dev server with Go (once, about five minutes on two cores) …");
        Instant started = Instant.now();
        Path draft = target.resolveSibling(NAME + ".new");
        Path log = target.resolveSibling("build.log");
        try {
            Process process = new ProcessBuilder(
                            go.get().toString(),
                            "build",
                            "-trimpath",
                            "-ldflags=-s -w",
                            "-o",
                            draft.toString(),
                            PACKAGE)
                    .directory(tools.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!awaited(process, started) || process.exitValue() != 0) {
                process.destroyForcibly();
                say.accept("the build failed; see " + log);
                return Optional.empty();
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            say.accept("built in %d s"
                    .formatted(Duration.between(started, Instant.now()).toSeconds()));
            return Optional.of(target);
        } catch (IOException e) {
            say.accept("the build failed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean awaited(Process process, Instant started) {
        try {
            while (!process.waitFor(NEWS_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                Duration taken = Duration.between(started, Instant.now());
                if (taken.compareTo(BUILD_MAX) > 0) {
                    return false;
                }
                say.accept("still building (%d s) …".formatted(taken.toSeconds()));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Optional<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
