package dev.darkroom.infra.live.check;

import dev.darkroom.activities.blob.BlobConflictException;
import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/** What a store of blobs promises, tried on one that is really running. */
final class BlobPromises {

    private static final String FOLDER = "t/0a/j/0b/";
    private static final int LARGE = 30 * 1024 * 1024;
    private static final int SMALL = 300_000;
    private static final int PIECE = 64 * 1024;

    private final BlobStore store;

    BlobPromises(BlobStore store) {
        this.store = store;
    }

    /** Tries them all on the empty store, and leaves it empty. */
    void keep() throws IOException {
        byte[] large = bytes(1, LARGE);
        String first = FOLDER + "0.png";
        draft(first, large);
        MissException.unless(store.find(first).isEmpty(), "an upload that was not committed is an object");
        write(first, large);
        MissException.unlessEqual(
                (long) LARGE, store.find(first).map(BlobInfo::bytes).orElse(-1L), "size of what was stored");
        same(large, 0);
        same(large, LARGE - SMALL);
        write(first, large);
        try {
            write(first, bytes(2, SMALL));
            throw new MissException("other bytes were stored under the name of an object");
        } catch (BlobConflictException e) {
            same(large, 0);
        }
        write(FOLDER + "1.jpg", bytes(3, SMALL));
        write("t/0a/x/0b.png", bytes(4, SMALL));
        List<String> listed = store.list(FOLDER).stream().map(BlobInfo::key).toList();
        MissException.unlessEqual(List.of(first, FOLDER + "1.jpg"), listed, "what lies under " + FOLDER);
        empty(first);
    }

    private void empty(String gone) throws IOException {
        for (BlobInfo blob : store.list("t/")) {
            store.delete(blob.key());
            store.delete(blob.key());
        }
        MissException.unlessEqual(List.of(), store.list("t/"), "what is left after all was deleted");
        try (InputStream _ = store.open(gone, 0)) {
            throw new MissException("what was deleted can be read");
        } catch (NoSuchFileException e) {
            MissException.unless(store.find(gone).isEmpty(), "what was deleted is found");
        }
    }

    private void same(byte[] expected, int offset) throws IOException {
        CRC32C wanted = new CRC32C();
        wanted.update(expected, offset, expected.length - offset);
        CRC32C found = new CRC32C();
        byte[] buffer = new byte[PIECE];
        long count = 0;
        try (InputStream in = store.open(FOLDER + "0.png", offset)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                found.update(buffer, 0, length);
                count += length;
            }
        }
        MissException.unlessEqual((long) expected.length - offset, count, "bytes read from " + offset);
        MissException.unlessEqual(wanted.getValue(), found.getValue(), "checksum of the bytes from " + offset);
    }

    private void write(String key, byte[] bytes) throws IOException {
        try (BlobUpload upload = store.begin(key)) {
            send(upload, bytes);
            upload.commit();
        }
    }

    private void draft(String key, byte[] bytes) throws IOException {
        try (BlobUpload upload = store.begin(key)) {
            send(upload, bytes);
        }
    }

    private static void send(BlobUpload upload, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += PIECE) {
            upload.write(bytes, at, Math.min(PIECE, bytes.length - at));
        }
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
