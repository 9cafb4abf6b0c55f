package dev.darkroom.activities.image;

/** GIF files, block by block. */
final class Gifs {

    static final byte[] EXTENSION = new Bytes().hex("21 f9 04 00000000 00").bytes();
    static final byte[] END = new Bytes().hex("3b").bytes();

    private Gifs() {}

    static byte[] plain() {
        return Bytes.join(screen(1, 1), EXTENSION, frame(0, 0, 1, 1), END);
    }

    /** Header, screen and a table of two colours. */
    static byte[] screen(int width, int height) {
        return new Bytes()
                .text("GIF89a")
                .low(width, 2)
                .low(height, 2)
                .hex("800000 000000 ffffff")
                .bytes();
    }

    static byte[] frame(int left, int top, int width, int height) {
        return new Bytes()
                .hex("2c")
                .low(left, 2)
                .low(top, 2)
                .low(width, 2)
                .low(height, 2)
                .hex("00 02 02 4401 00")
                .bytes();
    }

    static byte[] frames(int count) {
        Bytes all = new Bytes();
        byte[] frame = frame(0, 0, 1, 1);
        for (int i = 0; i < count; i++) {
            all.add(frame);
        }
        return all.bytes();
    }
}
