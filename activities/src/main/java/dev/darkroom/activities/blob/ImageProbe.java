package dev.darkroom.activities.blob;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Looks at bytes as they pass: how many, their SHA-256, and which image they are by their header and their end. Nothing
 * is decoded, and no more than {@value #HEAD_MAX} bytes are kept.
 */
public final class ImageProbe {

    static final int HEAD_MAX = 256 * 1024;
    private static final int MAGIC = 12;
    private static final String PNG_MAGIC = "89504e470d0a1a0a";
    private static final String JPEG_MAGIC = "ffd8ff";
    private static final String RIFF_MAGIC = "52494646";
    private static final String WEBP_MAGIC = "57454250";
    private static final int TAIL = 12;
    private static final byte[] PNG_END = HexFormat.of().parseHex("0000000049454e44ae426082");
    private static final int JPEG_END_FIRST = 0xFF;
    private static final int JPEG_END_SECOND = 0xD9;
    private static final int RIFF_HEADER = 8;

    private final MessageDigest sha256 = digest();
    private final byte[] tail = new byte[TAIL];
    private byte[] head = new byte[8 * 1024];
    private int headLength;
    private long count;

    /** Takes the next bytes. */
    public void update(byte[] buffer, int offset, int length) {
        sha256.update(buffer, offset, length);
        keepHead(buffer, offset, length);
        keepTail(buffer, offset, length);
        count += length;
    }

    /** How many bytes have passed. */
    public long count() {
        return count;
    }

    /** The SHA-256 of them all, 64 hexadecimal digits. To be called once, at the end. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Which format the first bytes are of; empty where it is none that we store. */
    public Optional<ImageFormat> format() {
        String magic = HexFormat.of().formatHex(head, 0, Math.min(headLength, MAGIC));
        if (magic.startsWith(PNG_MAGIC)) {
            return Optional.of(ImageFormat.PNG);
        }
        if (magic.startsWith(JPEG_MAGIC)) {
            return Optional.of(ImageFormat.JPEG);
        }
        return magic.startsWith(RIFF_MAGIC) && magic.endsWith(WEBP_MAGIC)
                ? Optional.of(ImageFormat.WEBP)
                : Optional.empty();
    }

    /** What the bytes are; empty where they are no whole image of a format that we store. */
    public Optional<Image> image() {
        return format().filter(this::isWhole).flatMap(format -> size(format).map(size -> new Image(format, size)));
    }

    /** A format and a size in pixels, as the header says. */
    public record Image(ImageFormat format, ImageSize size) {

        private static final int PIXELS_MAX = 50_000_000;

        /** Whether it may be worked from: decoding it costs no more than we are ready to spend. */
        public boolean isWithinBounds() {
            return (long) size.width() * size.height() <= PIXELS_MAX;
        }
    }

    private Optional<ImageSize> size(ImageFormat format) {
        ImageReader reader =
                ImageIO.getImageReadersByMIMEType(format.contentType()).next();
        try (MemoryCacheImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(head, 0, headLength))) {
            reader.setInput(stream, true, true);
            return Optional.of(new ImageSize(reader.getWidth(0), reader.getHeight(0)));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private boolean isWhole(ImageFormat format) {
        return switch (format) {
            case PNG -> Arrays.equals(tail, PNG_END);
            case JPEG -> (tail[TAIL - 2] & 0xFF) == JPEG_END_FIRST && (tail[TAIL - 1] & 0xFF) == JPEG_END_SECOND;
            case WEBP -> count == riffLength();
        };
    }

    private long riffLength() {
        long body = 0;
        for (int i = 3; i >= 0; i--) {
            body = (body << 8) | (head[4 + i] & 0xFF);
        }
        return body + RIFF_HEADER;
    }

    private void keepHead(byte[] buffer, int offset, int length) {
        int wanted = Math.min(length, HEAD_MAX - headLength);
        if (wanted <= 0) {
            return;
        }
        if (headLength + wanted > head.length) {
            head = Arrays.copyOf(head, Math.min(HEAD_MAX, Math.max(head.length * 2, headLength + wanted)));
        }
        System.arraycopy(buffer, offset, head, headLength, wanted);
        headLength += wanted;
    }

    private void keepTail(byte[] buffer, int offset, int length) {
        int fresh = Math.min(length, TAIL);
        System.arraycopy(tail, fresh, tail, 0, TAIL - fresh);
        System.arraycopy(buffer, offset + length - fresh, tail, TAIL - fresh, fresh);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
