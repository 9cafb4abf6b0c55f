package dev.darkroom.activities.image;

import dev.darkroom.workflows.domain.job.ImageFormat;
import java.util.zip.CRC32;

/**
 * PNG (W3C, third edition): a signature, and then chunks with a checksum each, from IHDR to IEND. The pixels have to be
 * there in one run of IDAT chunks, and nothing that a reader would have to understand may be unknown. The frames of an
 * animation are chunks that readers may pass over: its still image is what counts.
 */
final class PngWalk extends ImageWalk {

    private static final int SIGNATURE_AND_HEADER = 33;
    private static final int HEADER_LENGTH = 13;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int PALETTE_MAX = 3 * 256;
    private static final int GREY = 0;
    private static final int COLOUR = 2;
    private static final int INDEXED = 3;
    private static final int GREY_AND_ALPHA = 4;
    private static final int COLOUR_AND_ALPHA = 6;

    private enum Next {
        HEADER,
        CHUNK,
        CHECKSUM
    }

    private final CRC32 crc = new CRC32();
    private Next next = Next.HEADER;
    private int colour;
    private int type;
    private boolean palette;
    private long pixels;

    PngWalk() {
        super(ImageFormat.PNG, SIGNATURE_AND_HEADER);
    }

    @Override
    void read() {
        switch (next) {
            case HEADER -> header();
            case CHUNK -> chunk();
            case CHECKSUM -> checksum();
        }
    }

    @Override
    void passed(byte[] buffer, int offset, int length) {
        crc.update(buffer, offset, length);
    }

    private void header() {
        crc.update(field(), 12, 4 + HEADER_LENGTH);
        colour = u8(25);
        boolean wellFormed = u32(8) == HEADER_LENGTH
                && u32(12) == IHDR
                && hasDepth(u8(24))
                && u8(26) == 0
                && u8(27) == 0
                && u8(28) <= 1
                && u32(29) == crc.getValue();
        if (!wellFormed) {
            refuse();
            return;
        }
        sized(u32(16), u32(20));
        expectChunk();
    }

    /** Whether pixels of this kind of colour can have so many bits a sample. */
    private boolean hasDepth(int depth) {
        return switch (colour) {
            case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case INDEXED -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case COLOUR, GREY_AND_ALPHA, COLOUR_AND_ALPHA -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private void expectChunk() {
        next = Next.CHUNK;
        next(0, 8);
    }

    private void chunk() {
        piece();
        long length = u32(0);
        int before = type;
        type = (int) u32(4);
        if (length > Integer.MAX_VALUE || !isInPlace(length, before)) {
            refuse();
            return;
        }
        crc.reset();
        crc.update(field(), 4, 4);
        next = Next.CHECKSUM;
        next(length, 4);
    }

    private boolean isInPlace(long length, int before) {
        return switch (type) {
            case PLTE -> isPaletteInPlace(length, before);
            case IDAT -> arePixelsInPlace(length, before);
            case IEND -> length == 0 && pixels > 0;
            default -> isPassable();
        };
    }

    private boolean isPaletteInPlace(long length, int before) {
        boolean isFirst = !palette && pixels == 0 && before != IDAT;
        palette = true;
        return isFirst && hasPalette(length);
    }

    private boolean arePixelsInPlace(long length, int before) {
        boolean isOneRun = pixels == 0 || before == IDAT;
        pixels += length;
        return isOneRun && (palette || colour != INDEXED);
    }

    private boolean hasPalette(long length) {
        return colour != GREY && colour != GREY_AND_ALPHA && length > 0 && length <= PALETTE_MAX && length % 3 == 0;
    }

    /** A chunk that readers may pass over has a name of four letters, of which the first is small. */
    private boolean isPassable() {
        for (int at = 4; at < 8; at++) {
            int letter = u8(at) | 0x20;
            if (letter < 'a' || letter > 'z') {
                return false;
            }
        }
        return (u8(4) & 0x20) != 0;
    }

    private void checksum() {
        if (u32(0) != crc.getValue()) {
            refuse();
        } else if (type == IEND) {
            endAfter(0);
        } else {
            expectChunk();
        }
    }
}
