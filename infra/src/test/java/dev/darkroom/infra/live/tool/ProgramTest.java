package dev.darkroom.infra.live.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.infra.live.world.MissException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @TempDir
    Path folder;

    @Test
    void what_a_program_says_is_kept_and_its_last_line_told() {
        Program.Ended ended = shell("echo one; echo \"$WORD\"; echo", Duration.ofMinutes(1));
        assertEquals(0, ended.code());
        assertEquals("one\ntwo\n\n", ended.said());
        assertEquals("two", ended.lastLine());
        assertEquals("two", ended.lastWord());
    }

    @Test
    void of_a_program_that_failed_the_complaint_is_told() {
        Program.Ended ended = shell(
                "echo fine; echo 'TypeError: no such model' >&2; echo 'Node.js v22' >&2; exit 3",
                Duration.ofMinutes(1));
        assertEquals(3, ended.code());
        assertEquals("TypeError: no such model", ended.lastWord());
    }

    @Test
    void a_program_that_takes_too_long_misses_and_is_ended() {
        long started = System.nanoTime();
        assertThrows(MissException.class, () -> shell("sleep 60 & wait", Duration.ofSeconds(1)));
        assertTrue(Duration.ofNanos(System.nanoTime() - started).toSeconds() < 30);
    }

    @Test
    void a_program_is_here_where_the_path_has_it() {
        assertTrue(Program.isHere("bash"));
        assertFalse(Program.isHere("there-is-no-such-program"));
    }

    private Program.Ended shell(String script, Duration most) {
        return new Program(List.of("bash", "-c", script), folder, Map.of("WORD", "two"), most)
                .run(folder.resolve("log"));
    }
}
