package dev.darkroom.infra.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void is_made_where_it_is_not_there_and_taken_while_it_is_open() throws IOException {
        Path folder = temporary.resolve("a/b");
        try (DataFolder _ = DataFolder.take(folder);
                FileChannel other = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE)) {
            // Another process would be told null; within one JVM the lock is refused by an exception.
            assertThrows(OverlappingFileLockException.class, other::tryLock);
        }
        try (DataFolder again = DataFolder.take(folder)) {
            assertTrue(Files.isDirectory(again.path("")));
        }
    }

    @Test
    void a_secret_is_made_once_and_for_its_owner_alone() throws IOException {
        try (DataFolder folder = DataFolder.take(temporary)) {
            String secret = folder.secret("key", true);
            assertEquals(secret, folder.secret("key", true));
            assertNotEquals(secret, folder.secret("other", true));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("key"))));
        }
    }

    @Test
    void a_file_is_replaced_whole() throws IOException {
        try (DataFolder folder = DataFolder.take(temporary)) {
            folder.writeSecret("ready.json", "one");
            folder.writeSecret("ready.json", "two");
            assertEquals("two", Files.readString(temporary.resolve("ready.json")));
            assertFalse(Files.exists(temporary.resolve("ready.json.new")));
        }
    }

    @Test
    void is_cleared_of_all_but_its_lock() throws IOException {
        try (DataFolder folder = DataFolder.take(temporary)) {
            Files.writeString(folder.directory("logs").resolve("api.log"), "x");
            folder.writeSecret("demo.json", "{}");
            folder.clear();
            try (var left = Files.list(temporary)) {
                assertEquals(
                        "lock", left.map(file -> file.getFileName().toString()).reduce("", String::concat));
            }
        }
    }
}
