package dev.darkroom.infra.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The wall clocks of the product's processes, as libfaketime shows them: each process has one of its own, which is a file
 * of its name. The monotonic clock goes on as it is, as it does where somebody sets the time.
 *
 * <p>The library is for processes that start no others: it shares a lock with whatever they start, and one that is killed
 * while it holds the lock takes the others with it.
 */
public final class Clocks {

    /** Where the library keeps its locks, each named after a process. */
    private static final Path LOCKS = Path.of("/dev/shm");

    private static final Pattern LOCK = Pattern.compile("(?:faketime_shm_|sem\\.faketime_sem_)([0-9]+)");

    private final Path folder;

    private Clocks(Path folder) {
        this.folder = folder;
    }

    /** Those of a stack. */
    public static Clocks of(Path data) {
        return new Clocks(data.resolve("clocks"));
    }

    /**
     * What a process has to be started with; its clock is right.
     *
     * @param library libfaketime
     */
    public Map<String, String> environment(Path library, String process) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forgetTheDead(LOCKS, Pids::lives);
        set(process, Duration.ZERO);
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                folder.resolve(process).toString(),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_CACHE_DURATION",
                "1",
                // Otherwise every timed wait of a JVM ends at once, and is spun.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /**
     * Deletes the locks of processes that are dead. One that was killed leaves its own, held perhaps, and the next process
     * of the same id would wait for it for ever.
     */
    static void forgetTheDead(Path locks, LongPredicate lives) {
        if (!Files.isDirectory(locks)) {
            return;
        }
        try (Stream<Path> files = Files.list(locks)) {
            for (Path file : files.toList()) {
                Matcher lock = LOCK.matcher(file.getFileName().toString());
                if (lock.matches() && Files.isWritable(file) && !lives.test(Long.parseLong(lock.group(1)))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose clocks there are. */
    public List<String> processes() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets one; within a second the process sees it. */
    public void set(String process, Duration ahead) {
        Path next = folder.resolveSibling(process + ".clock");
        try {
            Files.writeString(next, "%+d%n".formatted(ahead.toSeconds()));
            Files.move(next, folder.resolve(process), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
