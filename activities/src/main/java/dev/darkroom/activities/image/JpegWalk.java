package dev.darkroom.activities.image;

import dev.darkroom.workflows.domain.job.ImageFormat;

/**
 * JPEG (ITU T.81): segments that state their length, scans of entropy-coded data in which FF is stuffed, and EOI.
 * Allowed is what every reader knows: one frame, baseline or progressive, Huffman-coded, 8 bits a sample. The size is
 * as it is stored: a rotation that EXIF asks for is not applied.
 */
final class JpegWalk extends ImageWalk {

    private static final int SOF_BASELINE = 0xC0;
    private static final int SOF_PROGRESSIVE = 0xC2;
    private static final int DHT = 0xC4;
    private static final int RST_FIRST = 0xD0;
    private static final int RST_LAST = 0xD7;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int APP_FIRST = 0xE0;
    private static final int APP_LAST = 0xEF;
    private static final int COM = 0xFE;
    private static final int FILL = 0xFF;

    /** Each scan makes a reader go over the whole picture again; encoders write some ten of them. */
    private static final int SCANS_MAX = 100;

    private enum Next {
        START,
        MARKER,
        CODE,
        LENGTH,
        FRAME,
        SCAN,
        ENTROPY
    }

    private Next next = Next.START;
    private int marker;
    private int left;
    private int scans;

    JpegWalk() {
        super(ImageFormat.JPEG, 2);
    }

    @Override
    void read() {
        switch (next) {
            case START -> expect(Next.MARKER, 0, 2);
            case MARKER -> marker();
            case CODE -> code(u8(0));
            case LENGTH -> segment();
            case FRAME -> frame();
            case SCAN -> scan();
            case ENTROPY -> entropy(u8(0));
        }
    }

    private void expect(Next what, long stretch, int fieldLength) {
        next = what;
        next(stretch, fieldLength);
    }

    private void marker() {
        if (u8(0) == 0xFF) {
            code(u8(1));
        } else {
            refuse();
        }
    }

    private void code(int code) {
        if (code == FILL) {
            expect(Next.CODE, 0, 1);
            return;
        }
        piece();
        marker = code;
        if (code == EOI && scans > 0) {
            endAfter(0);
        } else if (hasSegment(code)) {
            expect(Next.LENGTH, 0, 2);
        } else {
            refuse();
        }
    }

    private static boolean hasSegment(int code) {
        return switch (code) {
            case DHT, DQT, DRI, SOS, COM -> true;
            default -> isFrame(code) || (code >= APP_FIRST && code <= APP_LAST);
        };
    }

    private static boolean isFrame(int code) {
        return code >= SOF_BASELINE && code <= SOF_PROGRESSIVE;
    }

    private void segment() {
        left = u16(0) - 2;
        boolean hasFrame = size() != null;
        if (left < 0 || (isFrame(marker) && hasFrame) || (marker == SOS && !hasFrame)) {
            refuse();
        } else if (isFrame(marker)) {
            expect(Next.FRAME, 0, 6);
        } else if (marker == SOS) {
            expect(Next.SCAN, 0, 1);
        } else {
            expect(Next.MARKER, left, 2);
        }
    }

    private void frame() {
        int components = u8(5);
        boolean known = components == 1 || components == 3 || components == 4;
        if (u8(0) != 8 || !known || left != 6 + 3 * components) {
            refuse();
            return;
        }
        sized(u16(3), u16(1));
        expect(Next.MARKER, 3L * components, 2);
    }

    private void scan() {
        int components = u8(0);
        scans++;
        if (components < 1 || components > 4 || left != 4 + 2 * components || scans > SCANS_MAX) {
            refuse();
            return;
        }
        next = Next.ENTROPY;
        nextAfterMark(3 + 2L * components, 1);
    }

    /** What follows an FF in entropy-coded data: a stuffed zero, a restart, or the end of the scan. */
    private void entropy(int code) {
        if (code == 0 || (code >= RST_FIRST && code <= RST_LAST)) {
            nextAfterMark(0, 1);
        } else if (code == FILL) {
            next(0, 1);
        } else {
            code(code);
        }
    }
}
