package dev.darkroom.infra.live.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietTextsTest {

    @TempDir
    Path temporary;

    @Test
    void a_word_is_found_also_where_two_pieces_meet() throws IOException {
        Path file = temporary.resolve("temporal.db");
        Files.writeString(file, "x".repeat((1 << 20) - 3) + "canary" + "x".repeat(100));
        assertTrue(QuietTexts.contains(file, "canary"));
        assertFalse(QuietTexts.contains(file, "canaries"));
    }
}
