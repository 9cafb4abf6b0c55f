package dev.darkroom.activities.fetch;

import dev.darkroom.activities.fetch.FetchException.Reason;
import dev.darkroom.activities.net.CallException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an answer, up to so many. The first one too many ends the call. */
final class CappedStream extends InputStream {

    private final InputStream bytes;
    private long left;

    /** @param bytesMax how many bytes may come */
    CappedStream(InputStream bytes, long bytesMax) {
        this.bytes = bytes;
        this.left = bytesMax;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = bytes.read(buffer, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                close();
                throw new FetchException(Reason.TOO_LARGE);
            }
            return count;
        } catch (CallException e) {
            throw FetchException.of(e);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
