package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineFilesTest {

    private static final int PIECE = 48 * 1024;

    private final Memory blobs = new Memory();
    private final InlineFiles files = new InlineFiles(blobs);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 2})
    void an_object_of_any_length_takes_the_place_of_its_mark(int length) throws IOException {
        byte[] bytes = blobs.put("a.png", length);
        String expected = "{\"a\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(bytes));
        try (InputStream stream = files.stream("{\"a\":\"@\"}", "@", List.of("a.png"))) {
            assertEquals(expected, new String(stream.readAllBytes(), StandardCharsets.US_ASCII));
        }
        try (InputStream stream = files.stream("{\"a\":\"@\"}", "@", List.of("a.png"))) {
            StringBuilder one = new StringBuilder();
            for (int c = stream.read(); c >= 0; c = stream.read()) {
                one.append((char) c);
            }
            assertEquals(expected, one.toString());
        }
        assertEquals(0, blobs.open);
    }

    @Test
    void objects_are_opened_one_after_the_other_and_read_a_piece_at_a_time() throws IOException {
        List<String> keys = List.of("a.png", "b.png", "c.png");
        for (String key : keys) {
            blobs.put(key, 10 * PIECE);
        }
        try (InputStream stream = files.stream("<@,@,@>", "@", keys)) {
            assertEquals(0, blobs.opened, "nothing before the first byte of it");
            byte[] buffer = new byte[100];
            assertEquals('<', stream.read());
            assertTrue(stream.read(buffer) > 0);
            assertEquals(PIECE, blobs.given);
            while (stream.read(buffer) > 0) {
                assertTrue(blobs.open <= 1);
            }
            assertEquals(3, blobs.opened);
        }
        assertEquals(0, blobs.open);
    }

    @Test
    void a_stream_that_nobody_reads_to_its_end_leaves_nothing_open() throws IOException {
        blobs.put("a.png", 10 * PIECE);
        blobs.put("b.png", 10 * PIECE);
        try (InputStream stream = files.stream("@@", "@", List.of("a.png", "b.png"))) {
            assertTrue(stream.read() > 0);
        }
        assertEquals(1, blobs.opened);
        assertEquals(0, blobs.open);
    }

    @Test
    void an_object_that_is_missing_is_known_before_and_breaks_the_stream() throws IOException {
        blobs.put("a.png", 10);
        assertTrue(files.areThere(List.of("a.png")));
        assertFalse(files.areThere(List.of("a.png", "b.png")));
        try (InputStream stream = files.stream("@", "@", List.of("b.png"))) {
            assertThrows(NoSuchFileException.class, stream::readAllBytes);
        }
    }

    @Test
    void each_mark_has_its_object() {
        assertThrows(IllegalArgumentException.class, () -> files.stream("@@", "@", List.of("a.png")));
    }

    /** Objects in memory, which count what is open. */
    private static final class Memory implements BlobStore {

        private final Map<String, byte[]> objects = new HashMap<>();
        private final Random random = new Random(7);
        private int opened;
        private int open;
        private long given;

        byte[] put(String key, int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            objects.put(key, bytes);
            return bytes;
        }

        @Override
        public Optional<BlobInfo> find(String key) {
            return Optional.ofNullable(objects.get(key)).map(bytes -> new BlobInfo(key, bytes.length, Instant.EPOCH));
        }

        @Override
        public InputStream open(String key, long offset) throws IOException {
            byte[] bytes = objects.get(key);
            if (bytes == null) {
                throw new NoSuchFileException(key);
            }
            opened++;
            open++;
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] buffer, int at, int length) throws IOException {
                    int count = super.read(buffer, at, length);
                    given += Math.max(0, count);
                    return count;
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public BlobUpload begin(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<BlobInfo> list(String prefix) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String key) {
            throw new UnsupportedOperationException();
        }
    }
}
