package dev.darkroom.activities.image;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;

/**
 * GIF (87a and 89a): a screen, and then frames and extensions in blocks that state their length, to the trailer. Each
 * frame has to lie within the screen. Of an animation the first frame counts, the others are only walked through.
 */
final class GifWalk extends ImageWalk {

    private static final int HEADER = 13;
    private static final int FRAME = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;
    private static final int COLOUR_TABLE = 0x80;
    private static final int CODE_SIZE_MIN = 2;
    private static final int CODE_SIZE_MAX = 8;

    private enum Next {
        HEADER,
        BLOCK,
        LABEL,
        FRAME,
        CODE_SIZE,
        DATA
    }

    private Next next = Next.HEADER;
    private boolean inFrame;
    private long data;
    private int frames;

    GifWalk() {
        super(ImageFormat.GIF, HEADER);
    }

    @Override
    void read() {
        switch (next) {
            case HEADER -> {
                sized(low16(6), low16(8));
                expect(Next.BLOCK, colours(u8(10)), 1);
            }
            case BLOCK -> block(u8(0));
            case LABEL -> dataOf(false);
            case FRAME -> frame();
            case CODE_SIZE -> codeSize(u8(0));
            case DATA -> data(u8(0));
        }
    }

    private void expect(Next what, long stretch, int fieldLength) {
        next = what;
        next(stretch, fieldLength);
    }

    /** How many bytes of colours follow. */
    private static int colours(int flags) {
        return (flags & COLOUR_TABLE) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private void block(int kind) {
        piece();
        if (kind == FRAME) {
            expect(Next.FRAME, 0, 9);
        } else if (kind == EXTENSION) {
            expect(Next.LABEL, 0, 1);
        } else if (kind == TRAILER && frames > 0) {
            endAfter(0);
        } else {
            refuse();
        }
    }

    private void frame() {
        int width = low16(4);
        int height = low16(6);
        ImageSize screen = size();
        boolean inside = screen != null
                && width > 0
                && height > 0
                && low16(0) + width <= screen.width()
                && low16(2) + height <= screen.height();
        if (inside) {
            expect(Next.CODE_SIZE, colours(u8(8)), 1);
        } else {
            refuse();
        }
    }

    private void codeSize(int bits) {
        if (bits < CODE_SIZE_MIN || bits > CODE_SIZE_MAX) {
            refuse();
        } else {
            dataOf(true);
        }
    }

    private void dataOf(boolean frame) {
        inFrame = frame;
        data = 0;
        expect(Next.DATA, 0, 1);
    }

    /** A block of data and, after it, the length of the next; none at all ends them. */
    private void data(int length) {
        data += length;
        if (length > 0) {
            expect(Next.DATA, length, 1);
        } else if (inFrame && data == 0) {
            refuse();
        } else {
            frames += inFrame ? 1 : 0;
            expect(Next.BLOCK, 0, 1);
        }
    }
}
