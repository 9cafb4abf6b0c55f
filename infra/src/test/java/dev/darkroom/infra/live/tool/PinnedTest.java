package dev.darkroom.infra.live.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedTest {

    @TempDir
    Path temporary;

    @Test
    void what_is_installed_is_not_installed_again() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("tools"));
        assertEquals(folder, Pinned.filled(folder, target -> write(target.resolve("tool"), "first")));
        assertEquals(folder, Pinned.filled(folder, target -> write(target.resolve("tool"), "second")));
        assertEquals("first", Files.readString(folder.resolve("tool")));
    }

    @Test
    void what_an_installation_left_that_failed_is_not_used() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("tools"));
        assertThrows(
                MissException.class,
                () -> Pinned.filled(folder, target -> {
                    write(target.resolve("half"), "");
                    throw new MissException("there is no registry");
                }));
        assertEquals(folder, Pinned.filled(folder, target -> write(target.resolve("tool"), "first")));
        assertFalse(Files.exists(folder.resolve("half")));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
