package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.ImageSize;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** An image inside a request. Its header and its structure were looked at; its pixels were not. */
public final class InlineImage {

    private final byte[] bytes;
    private final ImageSize size;
    private final String sha256;

    /**
     * An image of these bytes, which are not copied.
     *
     * @param sha256 of the bytes, 64 hexadecimal digits
     */
    public InlineImage(byte[] bytes, ImageSize size, String sha256) {
        this.bytes = bytes;
        this.size = size;
        this.sha256 = sha256;
    }

    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    public int length() {
        return bytes.length;
    }

    public ImageSize size() {
        return size;
    }

    /** Of the bytes, 64 hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    @Override
    public String toString() {
        return "InlineImage[%s, %d bytes]".formatted(size.text(), bytes.length);
    }
}
