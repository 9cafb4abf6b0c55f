package dev.darkroom.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes of a source in base 64, a piece at a time. The source is opened by the first read. */
final class Base64Stream extends InputStream {

    /** A multiple of three, so that only the last piece is padded. */
    private static final int PIECE = 3 * 16 * 1024;

    private final Source source;
    private @Nullable InputStream bytes;
    private byte[] encoded = {};
    private int at;

    Base64Stream(Source source) {
        this.source = source;
    }

    /** Of a source that is open. */
    Base64Stream(InputStream bytes) {
        this(() -> bytes);
        this.bytes = bytes;
    }

    /** Where bytes come from. */
    interface Source {
        InputStream open() throws IOException;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : Byte.toUnsignedInt(encoded[at++]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, encoded.length - at);
        System.arraycopy(encoded, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (bytes != null) {
            bytes.close();
        }
    }

    private boolean isAtEnd() throws IOException {
        if (at < encoded.length) {
            return false;
        }
        if (bytes == null) {
            bytes = source.open();
        }
        encoded = Base64.getEncoder().encode(bytes.readNBytes(PIECE));
        at = 0;
        return encoded.length == 0;
    }
}
