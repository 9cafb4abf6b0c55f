package dev.darkroom.activities.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes files byte by byte, in the order of either kind of machine. */
final class Bytes {

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    Bytes hex(String digits) {
        return add(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    Bytes text(String text) {
        return add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Bytes add(byte[] bytes) {
        all.writeBytes(bytes);
        return this;
    }

    Bytes u8(int value) {
        all.write(value);
        return this;
    }

    /** The most significant byte first. */
    Bytes big(long value, int length) {
        for (int i = length - 1; i >= 0; i--) {
            u8((int) (value >> (8 * i)));
        }
        return this;
    }

    /** The least significant byte first. */
    Bytes low(long value, int length) {
        for (int i = 0; i < length; i++) {
            u8((int) (value >> (8 * i)));
        }
        return this;
    }

    byte[] bytes() {
        return all.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        Bytes all = new Bytes();
        for (byte[] part : parts) {
            all.add(part);
        }
        return all.bytes();
    }
}
