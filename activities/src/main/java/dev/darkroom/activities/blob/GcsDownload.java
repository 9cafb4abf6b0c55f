package dev.darkroom.activities.blob;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** An object as it streams in. Where the connection breaks, the client goes on from there with the same object. */
final class GcsDownload extends InputStream {

    private static final int BUFFER = 64 * 1024;
    private static final int EMPTY_READS_MAX = 100;

    private final ReadChannel channel;
    private final GcsFailures failures;
    private final ByteBuffer piece = ByteBuffer.allocate(BUFFER).limit(0);

    private GcsDownload(ReadChannel channel, GcsFailures failures) {
        this.channel = channel;
        this.failures = failures;
    }

    /** Asks for the first bytes, so that it is known here whether the object is there. */
    static GcsDownload open(Storage storage, BlobId id, long offset, GcsFailures failures) throws IOException {
        ReadChannel channel = storage.reader(id);
        // The bytes are kept here, and not a second time in the client.
        channel.setChunkSize(0);
        GcsDownload download = new GcsDownload(channel, failures);
        try {
            channel.seek(offset);
            download.fill();
            return download;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : Byte.toUnsignedInt(piece.get());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        piece.get(buffer, offset, count);
        return count;
    }

    @Override
    public void close() {
        channel.close();
    }

    private boolean isAtEnd() throws IOException {
        if (!piece.hasRemaining()) {
            fill();
        }
        return !piece.hasRemaining();
    }

    private void fill() throws IOException {
        piece.clear();
        int count = 0;
        for (int i = 0; count == 0 && i < EMPTY_READS_MAX; i++) {
            count = failures.translating(() -> channel.read(piece));
        }
        piece.flip();
        if (count == 0) {
            throw new IOException("Cloud Storage sends nothing");
        }
    }
}
