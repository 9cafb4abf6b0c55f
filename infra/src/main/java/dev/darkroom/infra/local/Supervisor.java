package dev.darkroom.infra.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts parts, starts again what dies, and stops them in the order in which it is told. */
final class Supervisor {

    private static final Duration STEADY = Duration.ofSeconds(30);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(300);
    private static final Duration THREADS_WRITTEN = Duration.ofSeconds(3);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    private static final Duration WRITE_AGAIN = Duration.ofSeconds(1);

    private final Leftovers leftovers;
    private final Consumer<String> say;
    private final Runnable changed;
    private final Map<String, Watched> parts = new LinkedHashMap<>();
    private volatile boolean stopping;

    /**
     * Watches over parts.
     *
     * @param say tells the person who started the stack
     * @param changed called whenever a part has another process id
     */
    Supervisor(Leftovers leftovers, Consumer<String> say, Runnable changed) {
        this.leftovers = leftovers;
        this.say = say;
        this.changed = changed;
    }

    /** Starts a part, and starts it again whenever it dies. */
    synchronized void start(Part part) {
        Watched watched = new Watched(part, launch(part));
        parts.put(part.name(), watched);
        leftovers.note(part.name(), watched.process.toHandle());
        Thread.ofPlatform().daemon().name("watch-" + part.name()).start(watched::watch);
    }

    /** The process id of a part as it is now; null where it never ran. */
    synchronized @Nullable Long pid(String name) {
        Watched watched = parts.get(name);
        return watched == null ? null : watched.process.pid();
    }

    /** The exit code with which the part died last; null where it never did. */
    synchronized @Nullable Integer lastExit(String name) {
        Watched watched = parts.get(name);
        return watched == null ? null : watched.lastExit;
    }

    /** Has a part that is a JVM write into its log what each of its threads is at; false where it writes nothing any more. */
    boolean tellsThreads(String name) {
        Watched watched = watched(name);
        Path log = watched.part.log();
        try {
            long before = Files.size(log);
            new ProcessBuilder("kill", "-QUIT", Long.toString(watched.process.pid()))
                    .start()
                    .waitFor();
            Thread.sleep(THREADS_WRITTEN);
            return Files.size(log) > before;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends the process of a part, which is started again. */
    void kill(String name) {
        watched(name).process.destroyForcibly();
    }

    private synchronized Watched watched(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    /** From now on nothing is started again. */
    void stopping() {
        stopping = true;
    }

    /** Asks the parts whose names begin so to end, and ends them if they do not. */
    void stop(String names, Duration patience) {
        var matching = parts.values().stream()
                .filter(watched -> watched.part.name().startsWith(names))
                .toList();
        matching.forEach(watched -> watched.process.destroy());
        long deadline = System.nanoTime() + patience.toNanos();
        for (Watched watched : matching) {
            try {
                if (!watched.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    watched.process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                watched.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private Process launch(Part part) {
        ProcessBuilder builder = new ProcessBuilder(part.command());
        builder.environment().putAll(part.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CannotStartException("the %s does not start: %s".formatted(part.name(), e.getMessage()));
        }
    }

    /** A part and the process that it has now. */
    private final class Watched {

        private final Part part;
        private volatile Process process;
        private volatile @Nullable Integer lastExit;
        private Duration pause = PAUSE_FIRST;

        Watched(Part part, Process process) {
            this.part = part;
            this.process = process;
        }

        void watch() {
            try {
                while (!stopping) {
                    awaitEnd();
                    startAgain();
                    writeDown();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void awaitEnd() throws InterruptedException {
            long startedAt = System.nanoTime();
            int code = process.waitFor();
            lastExit = code;
            if (stopping) {
                return;
            }
            Duration lived = Duration.ofNanos(System.nanoTime() - startedAt);
            pause = lived.compareTo(STEADY) >= 0 ? PAUSE_FIRST : pause;
            say.accept("%s died (exit %d, log %s)".formatted(part.name(), code, part.log()));
            Thread.sleep(pause);
            pause = doubled(pause);
        }

        /** On a full disk it waits until there is room for a log. */
        private void startAgain() throws InterruptedException {
            while (!stopping) {
                try {
                    process = launch(part);
                    say.accept("%s is started again (process %d)".formatted(part.name(), process.pid()));
                    break;
                } catch (CannotStartException e) {
                    say.accept(e.getMessage() + "; tried again soon");
                    Thread.sleep(PAUSE_MAX);
                }
            }
            if (stopping) {
                process.destroyForcibly();
            }
        }

        /** Where the disk is full it is tried until there is room, or the process is another one already. */
        private void writeDown() throws InterruptedException {
            while (!stopping && process.isAlive()) {
                try {
                    leftovers.note(part.name(), process.toHandle());
                    changed.run();
                    return;
                } catch (UncheckedIOException e) {
                    Thread.sleep(WRITE_AGAIN);
                }
            }
        }
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : twice;
    }
}
