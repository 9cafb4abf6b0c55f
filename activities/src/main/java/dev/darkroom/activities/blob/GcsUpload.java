package dev.darkroom.activities.blob;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A resumable upload. What was sent of one that is never committed is no object; Cloud Storage forgets it within a week
 * and asks no money for it.
 *
 * <p>Where an object of that name is there already, no more bytes are sent. They are only summed up, to be compared with
 * it at the end.
 */
final class GcsUpload implements BlobUpload {

    /** The least that may be sent at a time: what is kept in memory of an image. */
    static final int CHUNK = 256 * 1024;

    private static final String CACHE_CONTROL = "private, max-age=3600, immutable";

    private final Storage storage;
    private final BlobId id;
    private final GcsFailures failures;
    private final CRC32C crc32c = new CRC32C();
    private long bytes;
    private @Nullable WriteChannel channel;

    private GcsUpload(Storage storage, BlobId id, GcsFailures failures) {
        this.storage = storage;
        this.id = id;
        this.failures = failures;
    }

    static GcsUpload begin(Storage storage, BlobId id, GcsFailures failures) throws IOException {
        GcsUpload upload = new GcsUpload(storage, id, failures);
        upload.unlessThere(upload::start);
        return upload;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        crc32c.update(buffer, offset, length);
        bytes += length;
        WriteChannel open = channel;
        if (open != null) {
            unlessThere(() -> send(open, ByteBuffer.wrap(buffer, offset, length)));
        }
    }

    @Override
    public void commit() throws IOException {
        WriteChannel open = channel;
        try {
            if (open != null) {
                unlessThere(open::close);
            }
        } catch (IOException e) {
            settleUnclear(e);
            return;
        }
        Blob stored = stored();
        if (stored == null) {
            throw new IOException("an object was deleted while it was written");
        }
        if (isSame(stored)) {
            return;
        }
        if (channel == null) {
            throw new BlobConflictException();
        }
        // The condition held, so that this is ours, and not what we sent.
        boolean _ = failures.translating(
                () -> storage.delete(id, BlobSourceOption.generationMatch(stored.getGeneration())));
        throw new IOException("an object was damaged on its way into Cloud Storage");
    }

    @Override
    public void close() {
        channel = null;
    }

    /** The answer to the last bytes may be lost, and they not. */
    private void settleUnclear(IOException failure) throws IOException {
        try {
            Blob stored = stored();
            if (stored != null && isSame(stored)) {
                return;
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Does a step of the upload, unless it is told that an object of that name exists: then nothing more is sent. */
    private void unlessThere(Step step) throws IOException {
        try {
            boolean _ = failures.translating(() -> {
                step.run();
                return true;
            });
        } catch (GcsException e) {
            if (e.status() != HttpURLConnection.HTTP_PRECON_FAILED) {
                throw e;
            }
            channel = null;
        }
    }

    private void start() {
        BlobInfo object = BlobInfo.newBuilder(id)
                .setContentType(BlobKeys.contentType(id.getName()))
                .setCacheControl(CACHE_CONTROL)
                .build();
        WriteChannel started = storage.writer(object, BlobWriteOption.doesNotExist());
        started.setChunkSize(CHUNK);
        channel = started;
    }

    private static void send(WriteChannel open, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            if (open.write(rest) <= 0) {
                throw new IOException("an upload takes no more bytes");
            }
        }
    }

    private @Nullable Blob stored() throws IOException {
        return failures.translating(
                () -> storage.get(id, BlobGetOption.fields(BlobField.SIZE, BlobField.CRC32C, BlobField.GENERATION)));
    }

    private boolean isSame(Blob stored) {
        byte[] sum = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) crc32c.getValue())
                .array();
        return stored.getSize() == bytes
                && Base64.getEncoder().encodeToString(sum).equals(stored.getCrc32c());
    }
}
