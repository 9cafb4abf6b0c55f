package dev.darkroom.activities.image;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through an image file as its bytes pass, from its first bytes to its end mark, piece by piece (chunks, segments,
 * blocks), and refuses whatever is out of place: a broken checksum, a length that leads nowhere, a missing end,
 * anything after the end. Nothing is inflated or decoded, and no more than a header is kept, so the cost is that of
 * reading the bytes once, whatever they claim to be.
 *
 * <p>What is not looked at: the pixels themselves (compressed data may still be broken, or unpack to fewer of them) and
 * what metadata says, texts, profiles and thumbnails included.
 */
public abstract sealed class ImageWalk permits PngWalk, JpegWalk, GifWalk, WebpWalk {

    /** How many of the first bytes tell the format. */
    public static final int MAGIC = 12;

    /** How many pieces a file may have. Large files written in small pieces stay far below; floods of them do not. */
    static final int PIECES_MAX = 20_000;

    private static final int FIELD_MAX = 40;

    /** The field that was asked for, from index 0. */
    private final byte[] field = new byte[FIELD_MAX];

    private final ImageFormat format;
    private int wanted;
    private int held;
    private long passing;
    private boolean searching;
    private int pieces;
    private boolean ended;
    private boolean broken;
    private @Nullable ImageSize size;

    /** @param header how many bytes the first field has */
    ImageWalk(ImageFormat format, int header) {
        this.format = format;
        this.wanted = header;
    }

    /**
     * Starts at the beginning of a file; the walk has not taken these bytes yet.
     *
     * @param first the first {@value #MAGIC} bytes
     * @return empty where they are of no format that is allowed
     */
    public static Optional<ImageWalk> begin(byte[] first) {
        String magic = HexFormat.of().formatHex(first, 0, MAGIC);
        if (magic.startsWith("89504e470d0a1a0a")) {
            return Optional.of(new PngWalk());
        }
        if (magic.startsWith("ffd8ff")) {
            return Optional.of(new JpegWalk());
        }
        if (magic.startsWith("474946383761") || magic.startsWith("474946383961")) {
            return Optional.of(new GifWalk());
        }
        return magic.startsWith("52494646") && magic.endsWith("57454250")
                ? Optional.of(new WebpWalk())
                : Optional.empty();
    }

    /** The format that the first bytes tell. */
    public final ImageFormat format() {
        return format;
    }

    /** Whether no further byte can make it an image. */
    public final boolean isBroken() {
        return broken;
    }

    /** The size that the header says, once the file has been walked to its end and ended there; empty before. */
    public final Optional<ImageSize> whole() {
        return ended && !broken ? Optional.ofNullable(size) : Optional.empty();
    }

    /** Takes the next bytes, as many as there are. */
    public final void take(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end && !broken) {
            if (ended) {
                refuse();
            } else if (passing > 0) {
                at += pass(buffer, at, end);
            } else if (searching) {
                at += search(buffer, at, end);
            } else {
                at += hold(buffer, at, end);
            }
        }
    }

    private int pass(byte[] buffer, int at, int end) {
        int length = (int) Math.min(passing, end - at);
        passed(buffer, at, length);
        passing -= length;
        ended = passing == 0 && wanted == 0;
        return length;
    }

    private int search(byte[] buffer, int at, int end) {
        for (int i = at; i < end; i++) {
            if (buffer[i] == (byte) 0xFF) {
                searching = false;
                return i + 1 - at;
            }
        }
        return end - at;
    }

    private int hold(byte[] buffer, int at, int end) {
        int length = Math.min(wanted - held, end - at);
        System.arraycopy(buffer, at, field, held, length);
        held += length;
        if (held == wanted) {
            held = 0;
            read();
        }
        return length;
    }

    /** Reads the field, which is whole now, and says what comes next by one of the methods below. */
    abstract void read();

    /** Told of bytes that are passed over. */
    void passed(byte[] buffer, int offset, int length) {}

    /** Next: so many bytes to pass over, and then a field. */
    final void next(long stretch, int fieldLength) {
        passing = stretch;
        wanted = fieldLength;
    }

    /** Next: so many bytes to pass over, then all bytes up to and including an FF, and then a field. */
    final void nextAfterMark(long stretch, int fieldLength) {
        next(stretch, fieldLength);
        searching = true;
    }

    /** Next: so many bytes to pass over, and there the file ends. */
    final void endAfter(long stretch) {
        next(stretch, 0);
        ended = stretch == 0;
    }

    /** It is no image, whatever follows. */
    final void refuse() {
        broken = true;
    }

    /** Counts a piece, and refuses one too many. */
    final void piece() {
        pieces++;
        if (pieces > PIECES_MAX) {
            refuse();
        }
    }

    /** Notes the size, and refuses one that is out of bounds. */
    final void sized(long width, long height) {
        if (width < 1 || width > ImageSize.SIDE_MAX || height < 1 || height > ImageSize.SIDE_MAX) {
            refuse();
        } else {
            size = new ImageSize((int) width, (int) height);
        }
    }

    final @Nullable ImageSize size() {
        return size;
    }

    /** The byte at an index of the field. */
    final int u8(int at) {
        return field[at] & 0xFF;
    }

    /** Two bytes, the most significant first. */
    final int u16(int at) {
        return (u8(at) << 8) | u8(at + 1);
    }

    /** Four bytes, the most significant first. */
    final long u32(int at) {
        return ((long) u16(at) << 16) | u16(at + 2);
    }

    /** Two bytes, the least significant first. */
    final int low16(int at) {
        return u8(at) | (u8(at + 1) << 8);
    }

    /** Three bytes, the least significant first. */
    final int low24(int at) {
        return low16(at) | (u8(at + 2) << 16);
    }

    /** Four bytes, the least significant first. */
    final long low32(int at) {
        return low16(at) | ((long) low16(at + 2) << 16);
    }

    /** The field itself, for a checksum over it. */
    final byte[] field() {
        return field;
    }
}
