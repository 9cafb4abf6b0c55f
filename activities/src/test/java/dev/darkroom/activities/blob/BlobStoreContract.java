package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store does. */
abstract class BlobStoreContract {

    private static final String KEY = "t/0a/j/0b/0.png";

    /** An empty store. */
    abstract BlobStore store();

    @Test
    void an_object_is_read_back_as_it_was_written() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        try (BlobUpload upload = store().begin(KEY)) {
            upload.write(bytes, 0, 100_000);
            upload.write(bytes, 100_000, 200_000);
            upload.commit();
        }
        assertArrayEquals(bytes, read(0));
        assertEquals(200_000, read(100_000).length);
        assertEquals(300_000, store().find(KEY).orElseThrow().bytes());
    }

    @Test
    void nothing_is_seen_before_the_commit_and_nothing_stays_without_it() throws IOException {
        try (BlobUpload upload = store().begin(KEY)) {
            upload.write(new byte[] {1, 2, 3}, 0, 3);
            assertTrue(store().find(KEY).isEmpty());
            assertEquals(List.of(), store().list("t/"));
        }
        assertTrue(store().find(KEY).isEmpty());
        assertEquals(List.of(), store().list(""));
    }

    @Test
    void the_same_bytes_may_be_written_again_and_others_may_not() throws IOException {
        write(KEY, "first");
        write(KEY, "first");
        assertThrows(BlobConflictException.class, () -> write(KEY, "other"));
        assertEquals("first", new String(read(0), StandardCharsets.UTF_8));
    }

    @Test
    void of_many_writers_at_once_one_wins_and_no_reader_sees_a_mixture() throws IOException {
        AtomicInteger conflicts = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                String text = Character.toString('a' + i).repeat(50_000);
                executor.execute(() -> {
                    try {
                        write(KEY, text);
                    } catch (IOException e) {
                        conflicts.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(15, conflicts.get());
        assertEquals(50_000, read(0).length);
    }

    @Test
    void a_listing_has_the_objects_under_a_prefix_in_order() throws IOException {
        write("t/0a/j/0b/1.png", "b");
        write("t/0a/j/0b/0.jpg", "a");
        write("t/0a/j/0c/0.png", "c");
        write("t/0a/x/0b/0.png", "d");
        assertEquals(
                List.of("t/0a/j/0b/0.jpg", "t/0a/j/0b/1.png"),
                store().list("t/0a/j/0b/").stream().map(BlobInfo::key).toList());
        assertEquals(3, store().list("t/0a/j/").size());
        assertEquals(List.of(), store().list("t/0a/j/nothing/"));
    }

    @Test
    void every_object_under_a_prefix_is_handed_over_once() throws IOException {
        write("t/0a/j/0b/1.png", "b");
        write("t/0a/j/0c/0.png", "c");
        write("t/0b/j/0d/0.png", "d");
        List<BlobInfo> taken = new ArrayList<>();
        store().each("t/0a/", taken::add);
        taken.sort(Comparator.comparing(BlobInfo::key));
        assertEquals(store().list("t/0a/"), taken);
        assertEquals(2, taken.size());
        store().each("t/0c/", _ -> fail("there is none"));
    }

    @Test
    void a_deleted_object_is_gone_and_may_be_written_anew() throws IOException {
        write(KEY, "first");
        store().delete(KEY);
        store().delete(KEY);
        assertTrue(store().find(KEY).isEmpty());
        assertThrows(IOException.class, () -> store().open(KEY, 0));
        write(KEY, "other");
        assertEquals("other", new String(read(0), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.png", "/x.png", "t/../x.png", "t//x.png", "t/%2e%2e/x.png", "t/X.png", "t/x", ""})
    void a_name_that_we_never_give_names_nothing(String key) {
        assertThrows(IOException.class, () -> store().begin(key));
        assertThrows(IOException.class, () -> store().open(key, 0));
    }

    private void write(String key, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (BlobUpload upload = store().begin(key)) {
            upload.write(bytes, 0, bytes.length);
            upload.commit();
        }
    }

    private byte[] read(long offset) throws IOException {
        try (InputStream in = store().open(KEY, offset)) {
            return in.readAllBytes();
        }
    }
}
