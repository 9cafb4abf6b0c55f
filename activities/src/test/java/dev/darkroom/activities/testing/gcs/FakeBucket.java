package dev.darkroom.activities.testing.gcs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Objects in memory, and uploads that have begun. */
final class FakeBucket {

    /** Cloud Storage keeps whole pieces of this size of an upload that goes on. */
    private static final int PIECE = 256 * 1024;

    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private long generation;

    /** An object. */
    static final class Stored {

        private final String name;
        private final byte[] bytes;
        private final String contentType;
        private final long generation;
        private final Instant at = Instant.now();

        Stored(String name, byte[] bytes, String contentType, long generation) {
            this.name = name;
            this.bytes = bytes;
            this.contentType = contentType;
            this.generation = generation;
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes;
        }

        String contentType() {
            return contentType;
        }

        long generation() {
            return generation;
        }

        String json() {
            return """
                {"kind": "storage#object", "bucket": "%s", "name": "%s", "generation": "%d", "metageneration": "1",\
                 "contentType": "%s", "size": "%d", "crc32c": "%s", "timeCreated": "%s", "updated": "%7$s"}\
                """.formatted(FakeGcs.BUCKET, name, generation, contentType, bytes.length, crc32c(bytes), at);
        }
    }

    private static final class Upload {
        private final String name;
        private final String contentType;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable Stored done;

        Upload(String name, String contentType) {
            this.name = name;
            this.contentType = contentType;
        }
    }

    /** How bytes of an upload were taken. */
    sealed interface Taken {
        /** More are expected, after so many. */
        record More(int received) implements Taken {}

        /** It is an object now. */
        record Done(Stored stored) implements Taken {}

        /** Refused with that status. */
        record No(int status) implements Taken {}
    }

    synchronized boolean has(String name) {
        return objects.containsKey(name);
    }

    synchronized void begin(String id, String name, String contentType) {
        uploads.put(id, new Upload(name, contentType));
    }

    synchronized void forget(String id) {
        uploads.remove(id);
    }

    /** How much of an upload is there. */
    synchronized Taken ask(String id) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            return new Taken.No(404);
        }
        Stored done = upload.done;
        return done == null ? new Taken.More(upload.bytes.size()) : new Taken.Done(done);
    }

    /**
     * Takes bytes of an upload.
     *
     * @param first where they begin
     * @param total how many there are in all; -1 where that is not said yet
     * @param crc32c the checksum of all, where it is to be looked at
     */
    synchronized Taken take(String id, long first, byte[] bytes, long total, @Nullable String crc32c) {
        Upload upload = uploads.get(id);
        if (upload == null || upload.done != null || first > upload.bytes.size()) {
            return upload == null ? new Taken.No(404) : ask(id);
        }
        int known = (int) (upload.bytes.size() - first);
        int kept = total < 0 ? bytes.length / PIECE * PIECE : bytes.length;
        if (kept > known) {
            upload.bytes.write(bytes, known, kept - known);
        }
        return total == upload.bytes.size() ? finish(upload, crc32c) : new Taken.More(upload.bytes.size());
    }

    private Taken finish(Upload upload, @Nullable String crc32c) {
        byte[] bytes = upload.bytes.toByteArray();
        if (crc32c != null && !crc32c.equals(crc32c(bytes))) {
            return new Taken.No(400);
        }
        if (objects.containsKey(upload.name)) {
            return new Taken.No(412);
        }
        Stored stored = new Stored(upload.name, bytes, upload.contentType, ++generation);
        objects.put(upload.name, stored);
        upload.done = stored;
        return new Taken.Done(stored);
    }

    synchronized @Nullable Stored find(String name) {
        return objects.get(name);
    }

    synchronized boolean delete(String name) {
        return objects.remove(name) != null;
    }

    /** The next objects with that beginning, one more than the page where there are more. */
    synchronized List<Stored> list(String prefix, String from, int most) {
        return objects.tailMap(from, true).values().stream()
                .filter(stored -> stored.name().startsWith(prefix))
                .limit(most + 1L)
                .toList();
    }

    static String crc32c(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) sum.getValue())
                        .array());
    }
}
