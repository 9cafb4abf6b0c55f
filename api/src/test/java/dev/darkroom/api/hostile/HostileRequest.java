package dev.darkroom.api.hostile;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that nobody means well with.
 *
 * @param text a character for each byte
 */
record HostileRequest(String name, String text, Expected expected) {

    static HostileRequest of(String name, byte[] bytes, Expected expected) {
        return new HostileRequest(name, new String(bytes, StandardCharsets.ISO_8859_1), expected);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For the names of tests. */
    @Override
    public String toString() {
        return name;
    }
}
