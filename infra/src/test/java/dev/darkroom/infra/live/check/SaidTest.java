package dev.darkroom.infra.live.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaidTest {

    @TempDir
    Path folder;

    @Test
    void an_answer_is_its_body_and_its_status() {
        Said said = Said.read(Path.of("a.sh"), "{\"id\": \"ig_1\"}\n202\n");
        assertEquals(202, said.status());
        assertEquals("ig_1", said.text("id"));
    }

    @Test
    void a_snippet_that_ended_otherwise_misses() {
        Path snippet = Path.of("a.sh");
        assertThrows(MissException.class, () -> Said.read(snippet, ""));
        assertThrows(MissException.class, () -> Said.read(snippet, "202"));
        assertThrows(MissException.class, () -> Said.read(snippet, "{}\nCould not connect"));
    }

    @Test
    void status_and_answer_have_to_be_as_shown() throws IOException {
        Path snippet = folder.resolve("poll.sh");
        Files.writeString(folder.resolve("poll.json"), "{\"status\": \"completed\"}");
        Said said = Said.read(snippet, "{\"status\": \"failed\"}\n200");
        assertEquals(said, said.is(200));
        assertThrows(MissException.class, () -> said.is(202));
        assertThrows(MissException.class, () -> said.is(200, "status"));
    }
}
