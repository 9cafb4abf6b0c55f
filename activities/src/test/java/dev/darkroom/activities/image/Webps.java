package dev.darkroom.activities.image;

/** WebP files, chunk by chunk. */
final class Webps {

    private Webps() {}

    static byte[] plain() {
        return riff(lossy(1, 1));
    }

    static byte[] extended() {
        return riff(
                canvas(0x0C, 1, 1),
                chunk("ALPH", new byte[3]),
                lossless(1, 1),
                chunk("EXIF", new byte[6]),
                chunk("XMP ", new byte[1]));
    }

    static byte[] riff(byte[]... chunks) {
        byte[] all = Bytes.join(chunks);
        return new Bytes()
                .text("RIFF")
                .low(all.length + 4L, 4)
                .text("WEBP")
                .add(all)
                .bytes();
    }

    static byte[] chunk(String name, byte[] data) {
        return new Bytes()
                .text(name)
                .low(data.length, 4)
                .add(data)
                .add(new byte[data.length & 1])
                .bytes();
    }

    static byte[] lossy(int width, int height) {
        return chunk(
                "VP8 ",
                new Bytes()
                        .hex("100200 9d012a")
                        .low(width, 2)
                        .low(height, 2)
                        .hex("0203")
                        .bytes());
    }

    static byte[] lossless(int width, int height) {
        return chunk(
                "VP8L",
                new Bytes()
                        .hex("2f")
                        .low((width - 1) | ((height - 1L) << 14), 4)
                        .hex("0708")
                        .bytes());
    }

    static byte[] canvas(int flags, int width, int height) {
        return chunk(
                "VP8X",
                new Bytes().low(flags, 4).low(width - 1L, 3).low(height - 1L, 3).bytes());
    }
}
