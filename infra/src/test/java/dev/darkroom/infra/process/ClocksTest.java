package dev.darkroom.infra.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClocksTest {

    @Test
    void locks_of_the_dead_are_deleted_and_nothing_else(@TempDir Path folder) throws IOException {
        for (String name : List.of(
                "faketime_shm_12",
                "sem.faketime_sem_12",
                "faketime_shm_34",
                "sem.faketime_sem_34",
                "sem.other_12",
                "faketime_shm_12.old")) {
            Files.createFile(folder.resolve(name));
        }
        Clocks.forgetTheDead(folder, pid -> pid == 34);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("faketime_shm_12.old", "faketime_shm_34", "sem.faketime_sem_34", "sem.other_12"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
