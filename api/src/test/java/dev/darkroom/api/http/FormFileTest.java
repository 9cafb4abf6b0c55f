package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.activities.blob.SourceException;
import io.micronaut.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The file of a form whose body does not come to its end. */
class FormFileTest {

    private static final HttpRequest<?> REQUEST =
            HttpRequest.POST("/", "").header("Content-Type", "multipart/form-data; boundary=xyz");
    private static final String HEAD =
            "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n";

    @Test
    void a_body_that_breaks_off_is_the_clients_doing_wherever_it_does() throws IOException {
        assertThrows(SourceException.class, () -> FormFile.open(REQUEST, broken("--xyz\r\nConte"), "file"));
        assertThrows(
                SourceException.class,
                () -> FormFile.open(REQUEST, broken(HEAD + "a picture"), "file").readAllBytes());
        assertThrows(
                SourceException.class,
                () -> FormFile.open(REQUEST, broken(HEAD + "a picture\r\n--xyz--\r\n"), "file")
                        .readAllBytes());
        assertArrayEquals(
                "a picture".getBytes(StandardCharsets.US_ASCII),
                FormFile.open(REQUEST, bytes(HEAD + "a picture\r\n--xyz--\r\n"), "file")
                        .readAllBytes());
    }

    private static InputStream broken(String before) {
        return new SequenceInputStream(bytes(before), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset by peer");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("reset by peer");
            }
        });
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
