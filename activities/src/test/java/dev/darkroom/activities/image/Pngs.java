package dev.darkroom.activities.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files, chunk by chunk. */
final class Pngs {

    static final byte[] SIGNATURE = new Bytes().hex("89504e470d0a1a0a").bytes();
    static final byte[] PIXELS = chunk("IDAT", deflated(new byte[4]));
    static final byte[] END = chunk("IEND", new byte[0]);

    private Pngs() {}

    /** A whole file: signature, an RGB header of this size, and these chunks. */
    static byte[] of(long width, long height, byte[]... chunks) {
        return Bytes.join(SIGNATURE, header(width, height, 8, 2, 0), Bytes.join(chunks));
    }

    static byte[] plain() {
        return of(1, 1, PIXELS, END);
    }

    static byte[] header(long width, long height, int depth, int colour, int interlace) {
        return chunk(
                "IHDR",
                new Bytes()
                        .big(width, 4)
                        .big(height, 4)
                        .u8(depth)
                        .u8(colour)
                        .u8(0)
                        .u8(0)
                        .u8(interlace)
                        .bytes());
    }

    static byte[] chunk(String name, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(data);
        return new Bytes()
                .big(data.length, 4)
                .text(name)
                .add(data)
                .big(crc.getValue(), 4)
                .bytes();
    }

    /** With one bit of one byte turned over. */
    static byte[] spoilt(byte[] file, int at) {
        byte[] spoilt = file.clone();
        spoilt[at] ^= 1;
        return spoilt;
    }

    static byte[] deflated(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** So many chunks of no bytes. */
    static byte[] flood(int chunks) {
        Bytes all = new Bytes();
        byte[] empty = chunk("teSt", new byte[0]);
        for (int i = 0; i < chunks; i++) {
            all.add(empty);
        }
        return all.bytes();
    }
}
