package dev.darkroom.infra.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Builds programs of the Go modules that a folder of the source tree pins: once, into the cache. */
public final class GoBuild {

    private static final Duration BUILD_MAX = Duration.ofMinutes(20);
    private static final Duration NEWS_EVERY = Duration.ofSeconds(30);

    private final Path module;
    private final Consumer<String> say;

    /**
     * Builds nothing yet.
     *
     * @param module the folder with the go.mod that pins the versions
     * @param say takes what a person who waits wants to read
     */
    public GoBuild(Path module, Consumer<String> say) {
        this.module = module;
        this.say = say;
    }

    /**
     * The folder of the cache for what is built of it. By the pinned versions, so that another version is another
     * folder.
     *
     * @param name what its name begins with
     */
    public Path folder(String name) {
        try {
            String pinned = Files.readString(module.resolve("go.sum"));
            return Cache.folder("%s-%s".formatted(name, Integer.toHexString(pinned.hashCode())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A program in the cache, built where it is not there yet; empty where that cannot be done.
     *
     * @param name of its file
     * @param main the package
     * @param news what is said before it is built
     */
    public Optional<Path> program(String name, String main, String news) {
        Path cached = folder(name).resolve(name);
        return Files.isExecutable(cached) ? Optional.of(cached) : build(main, cached, news);
    }

    /**
     * Builds a program; empty where there is no Go here, or it fails.
     *
     * @param main the package
     * @param target the program's file
     * @param news what is said before, since it takes its time
     */
    public Optional<Path> build(String main, Path target, String news) {
        Optional<Path> go = onPath("go");
        if (go.isEmpty()) {
            return Optional.empty();
        }
        say.accept(news);
        Instant started = Instant.now();
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        Path log = target.resolveSibling("build.log");
        List<String> command =
                List.of(go.get().toString(), "build", "-trimpath", "-ldflags=-s -w", "-o", draft.toString(), main);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(module.toFile())
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
