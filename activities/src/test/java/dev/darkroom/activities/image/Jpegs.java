package dev.darkroom.activities.image;

/** JPEG files, segment by segment. */
final class Jpegs {

    static final byte[] START = new Bytes().hex("ffd8").bytes();
    static final byte[] APP =
            segment(0xE0, new Bytes().text("JFIF\0").hex("0102000001000100 00").bytes());
    static final byte[] TABLE = segment(0xDB, new byte[65]);
    static final byte[] END = new Bytes().hex("ffd9").bytes();

    private Jpegs() {}

    static byte[] plain() {
        return Bytes.join(START, APP, TABLE, frame(0xC0, 1, 1), scan("12 ff00 34 ffd0 56 ffff00 78"), END);
    }

    static byte[] segment(int marker, byte[] data) {
        return new Bytes()
                .u8(0xFF)
                .u8(marker)
                .big(data.length + 2L, 2)
                .add(data)
                .bytes();
    }

    /** A frame of three components with 8 bits a sample. */
    static byte[] frame(int marker, int width, int height) {
        return segment(
                marker,
                new Bytes()
                        .u8(8)
                        .big(height, 2)
                        .big(width, 2)
                        .u8(3)
                        .hex("011100 021100 031100")
                        .bytes());
    }

    /** A scan of three components, and its data. */
    static byte[] scan(String data) {
        return Bytes.join(
                segment(0xDA, new Bytes().hex("03 0100 0200 0300 003f00").bytes()),
                new Bytes().hex(data).bytes());
    }

    static byte[] scans(int count) {
        Bytes all = new Bytes();
        for (int i = 0; i < count; i++) {
            all.add(scan("00"));
        }
        return all.bytes();
    }
}
