package dev.darkroom.api.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart form, written down part by part. */
public final class Form {

    /** The type of its body. */
    public static final String TYPE = "multipart/form-data; boundary=xyz";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Form file(String name, byte[] content) {
        return part("name=\"%s\"; filename=\"a.png\"".formatted(name), content);
    }

    public Form text(String name, String content) {
        return part("name=\"%s\"".formatted(name), content.getBytes(StandardCharsets.UTF_8));
    }

    private Form part(String disposition, byte[] content) {
        return raw("--xyz\r\nContent-Disposition: form-data; %s\r\nContent-Type: image/png\r\n\r\n"
                        .formatted(disposition))
                .raw(content)
                .raw("\r\n");
    }

    public Form raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    private Form raw(byte[] text) {
        bytes.writeBytes(text);
        return this;
    }

    /** What was written so far. */
    public byte[] open() {
        return bytes.toByteArray();
    }

    /** The whole form. */
    public byte[] end() {
        return raw("--xyz--\r\n").open();
    }
}
