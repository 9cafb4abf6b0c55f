package dev.darkroom.infra.local;

import dev.darkroom.infra.process.Pids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a run, written down as they start, so that the next run can end what this one left when it was
 * killed. A process counts as ours where both its id and its start time are those that were written.
 */
final class Leftovers {

    private static final String FILE = "processes";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);

    private final DataFolder folder;
    private final Map<String, ProcessHandle> running = new TreeMap<>();

    Leftovers(DataFolder folder) {
        this.folder = folder;
    }

    /** Notes that a part runs as that process. */
    synchronized void note(String part, ProcessHandle process) {
        running.put(part, process);
        List<String> lines = new ArrayList<>();
        running.forEach((name, handle) -> lines.add("%s %d %d".formatted(name, handle.pid(), startedAt(handle))));
        folder.writeSecret(FILE, String.join("\n", lines));
    }

    /** Nothing runs any more. */
    void forget() {
        folder.delete(FILE);
    }

    /**
     * Ends what an earlier run has left.
     *
     * @return the names of the parts that were still there
     */
    List<String> end() {
        List<String> ended = new ArrayList<>();
        List<ProcessHandle> handles = new ArrayList<>();
        for (String line : lines()) {
            String[] words = line.split(" ");
            Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(words[1]));
            if (handle.isPresent()
                    && Pids.lives(handle.get().pid())
                    && startedAt(handle.get()) == Long.parseLong(words[2])) {
                ended.add(words[0]);
                handles.add(handle.get());
            }
        }
        handles.forEach(ProcessHandle::destroy);
        Instant deadline = Instant.now().plus(PATIENCE);
        for (ProcessHandle handle : handles) {
            long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
            handle.onExit()
                    .completeOnTimeout(handle, left, TimeUnit.MILLISECONDS)
                    .join();
            handle.destroyForcibly();
            // One that nobody reaps is dead and still listed, so it is not waited for without end.
            handle.onExit()
                    .completeOnTimeout(handle, KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        forget();
        return ended;
    }

    private List<String> lines() {
        Path file = folder.path(FILE);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long startedAt(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
