package dev.darkroom.infra.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.infra.process.Pids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path temporary;

    private DataFolder folder;
    private Supervisor supervisor;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();

    @BeforeEach
    void take() {
        folder = DataFolder.take(temporary);
        supervisor = new Supervisor(new Leftovers(folder), said::add, () -> changed.add("changed"));
    }

    @AfterEach
    void stop() {
        supervisor.stopping();
        supervisor.stop("", PATIENCE);
        folder.close();
    }

    @Test
    void a_part_that_dies_is_started_again_within_a_second_and_the_person_is_told() throws InterruptedException {
        supervisor.start(part("worker", "sleep 60"));
        long first = pid("worker");
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        assertEquals("changed", changed.poll(1, TimeUnit.SECONDS));
        assertNotEquals(first, pid("worker"));
        assertTrue(Pids.lives(pid("worker")));
        assertTrue(Objects.requireNonNull(said.poll()).startsWith("worker died (exit 137, log "));
        assertTrue(Objects.requireNonNull(said.poll()).startsWith("worker is started again (process "));
    }

    @Test
    void the_pause_grows_for_a_part_that_dies_at_once() throws InterruptedException {
        supervisor.start(part("worker", "true"));
        long started = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertEquals("changed", changed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        // 0.3 s, 0.6 s, 1.2 s
        assertTrue(Duration.ofNanos(System.nanoTime() - started).toMillis() >= 2100);
    }

    @Test
    void a_part_is_watched_over_also_while_its_process_cannot_be_written_down() throws Exception {
        supervisor.start(part("worker", "sleep 60"));
        Path inTheWay = Files.createDirectories(folder.path("processes.new/as-on-a-full-disk"));
        for (int times = 0; times < 2; times++) {
            long pid = pid("worker");
            supervisor.kill("worker");
            Waiting.until("another process", PATIENCE, () -> pid("worker") != pid && Pids.lives(pid("worker")));
        }
        assertEquals(null, changed.poll());
        Files.delete(inTheWay);
        assertEquals("changed", changed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertTrue(Files.readString(folder.path("processes")).contains(" %d ".formatted(pid("worker"))));
    }

    @Test
    void a_part_that_stands_still_tells_nothing_and_can_be_killed() throws IOException, InterruptedException {
        Part part = part("worker", "trap 'echo threads' QUIT; echo up; while :; do sleep 0.1; done");
        supervisor.start(part);
        Waiting.until("the part", PATIENCE, () -> part.log().toFile().length() > 0);
        assertTrue(supervisor.tellsThreads("worker"));
        long pid = pid("worker");
        assertEquals(
                0,
                new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor());
        assertFalse(supervisor.tellsThreads("worker"));
        supervisor.kill("worker");
        assertEquals("changed", changed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertNotEquals(pid, pid("worker"));
    }

    @Test
    void a_part_that_is_stopped_stays_so_and_one_that_will_not_is_ended() throws InterruptedException {
        supervisor.start(part("worker", "trap '' TERM; sleep 60 & wait; wait"));
        long pid = pid("worker");
        supervisor.stopping();
        supervisor.stop("work", Duration.ofMillis(200));
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertEquals(null, changed.poll(500, TimeUnit.MILLISECONDS));
    }

    @Test
    void what_a_killed_run_left_is_ended_by_the_next_and_nothing_else_is() throws IOException, InterruptedException {
        supervisor.start(part("worker", "sleep 60"));
        long pid = pid("worker");
        String noted = Files.readString(folder.path("processes"));
        // A process that came to have the same id later is not ours.
        long own = ProcessHandle.current().pid();
        Files.writeString(folder.path("processes"), noted + "\napi %d 1".formatted(own));
        supervisor.stopping();
        assertEquals(List.of("worker"), new Leftovers(folder).end());
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertFalse(Files.exists(folder.path("processes")));
    }

    private long pid(String name) {
        return Objects.requireNonNull(supervisor.pid(name));
    }

    private Part part(String name, String script) {
        return new Part(
                name,
                List.of("bash", "-c", script),
                Map.of(),
                folder.directory("logs").resolve(name + ".log"));
    }
}
