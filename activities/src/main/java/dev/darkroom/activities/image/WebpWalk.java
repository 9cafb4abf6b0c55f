package dev.darkroom.activities.image;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;

/**
 * WebP (RFC 9649): a RIFF file whose length is exactly that of its chunks, with one still picture in it, lossy or
 * lossless. An animation is refused: it has no still picture, and few readers show its first frame.
 */
final class WebpWalk extends ImageWalk {

    private static final int HEADER_AND_CHUNK = 20;
    private static final int CHUNK = 8;
    private static final int LOSSY = 0x56503820;
    private static final int LOSSLESS = 0x5650384C;
    private static final int EXTENDED = 0x56503858;
    private static final int ANIMATION = 0x414E494D;
    private static final int FRAME = 0x414E4D46;
    private static final int EXTENDED_LENGTH = 10;
    private static final int LOSSY_HEADER = 10;
    private static final int LOSSLESS_HEADER = 5;
    private static final int ANIMATED = 0x02;
    private static final int START_CODE = 0x2A019D;
    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int SIDE_BITS = 0x3FFF;

    private enum Next {
        HEADER,
        CHUNK,
        EXTENDED,
        LOSSY,
        LOSSLESS
    }

    private Next next = Next.HEADER;

    /** How many bytes of the file follow the chunk that is being read. */
    private long left;

    /** How many bytes of the chunk, its padding included, follow its header. */
    private long rest;

    private boolean hasPicture;

    WebpWalk() {
        super(ImageFormat.WEBP, HEADER_AND_CHUNK);
    }

    @Override
    void read() {
        switch (next) {
            case HEADER -> header();
            case CHUNK -> chunk((int) u32(0), low32(4));
            case EXTENDED -> extended();
            case LOSSY -> lossy();
            case LOSSLESS -> lossless();
        }
    }

    private void header() {
        left = low32(4) - 4 - CHUNK;
        int type = (int) u32(12);
        if (type == LOSSY || type == LOSSLESS) {
            chunk(type, low32(16));
        } else if (type == EXTENDED && low32(16) == EXTENDED_LENGTH && left > EXTENDED_LENGTH) {
            left -= EXTENDED_LENGTH;
            next = Next.EXTENDED;
            next(0, EXTENDED_LENGTH);
        } else {
            refuse();
        }
    }

    private void chunk(int type, long length) {
        piece();
        long padded = padded(length);
        if (padded > left) {
            refuse();
            return;
        }
        left -= padded;
        switch (type) {
            case LOSSY -> picture(Next.LOSSY, LOSSY_HEADER, length);
            case LOSSLESS -> picture(Next.LOSSLESS, LOSSLESS_HEADER, length);
            case EXTENDED, ANIMATION, FRAME -> refuse();
            default -> follow(padded);
        }
    }

    private static long padded(long length) {
        return length + (length & 1);
    }

    private void picture(Next header, int headerLength, long length) {
        if (hasPicture || length <= headerLength) {
            refuse();
            return;
        }
        rest = padded(length) - headerLength;
        hasPicture = true;
        next = header;
        next(0, headerLength);
    }

    private void extended() {
        if ((u8(0) & ANIMATED) != 0) {
            refuse();
            return;
        }
        sized(low24(4) + 1L, low24(7) + 1L);
        follow(0);
    }

    private void lossy() {
        boolean isKeyFrame = (u8(0) & 1) == 0;
        if (isKeyFrame && low24(3) == START_CODE) {
            pictured(low16(6) & SIDE_BITS, low16(8) & SIDE_BITS);
        } else {
            refuse();
        }
    }

    private void lossless() {
        int bits = (int) low32(1);
        boolean isVersionZero = bits >>> 29 == 0;
        if (u8(0) == LOSSLESS_SIGNATURE && isVersionZero) {
            pictured((bits & SIDE_BITS) + 1, ((bits >> 14) & SIDE_BITS) + 1);
        } else {
            refuse();
        }
    }

    /** The picture has to fill the canvas that the file states, where it states one. */
    private void pictured(int width, int height) {
        ImageSize canvas = size();
        if (canvas == null) {
            sized(width, height);
        } else if (canvas.width() != width || canvas.height() != height) {
            refuse();
        }
        follow(rest);
    }

    /** Goes on after the rest of a chunk: with the next one, or with the end of the file. */
    private void follow(long stretch) {
        if (left >= CHUNK) {
            left -= CHUNK;
            next = Next.CHUNK;
            next(stretch, CHUNK);
        } else if (left == 0 && hasPicture) {
            endAfter(stretch);
        } else {
            refuse();
        }
    }
}
