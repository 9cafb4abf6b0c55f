package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.RawHttp;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a body is read, on raw sockets: what says that it is too large is refused before any of it comes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyLimitsTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String FORM = "multipart/form-data; boundary=xyz";

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(TestDatabase.create().config(), temporal, Map.of());
    private final RawHttp http = new RawHttp(api);
    private final String key = api.tenant(MicroUsd.ofUsd(1));

    BodyLimitsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/images/image-to-image, application/json, 33",
        "/v1/images/generations, application/json, 33",
        "/openai/v1/images/edits, application/json, 33",
        "/openai/v1/images/edits, multipart/form-data; boundary=xyz, 65",
        "/v1/uploads, multipart/form-data; boundary=xyz, 65",
        "/v1/uploads, application/json, 33",
        "/api/v1/images, text/plain, 33"
    })
    void a_body_that_is_said_to_be_too_large_is_refused_unread(String path, String type, int megabytes)
            throws IOException {
        String head = head("POST " + path, type, "Content-Length: " + (long) megabytes * MEGABYTE);
        assertEquals(413, exchange(head).status());
        assertEquals(
                413,
                exchange(head.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"))
                        .status());
    }

    @Test
    void a_form_may_have_sixty_megabytes() throws IOException {
        String head = head("POST /openai/v1/images/edits", FORM, "Content-Length: " + 60L * MEGABYTE);
        String expecting = head.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
        try (Socket socket = http.connect()) {
            socket.getOutputStream().write(expecting.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
            assertEquals("HTTP/1.1 100", new String(answer, StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/images/generations, application/json, 33",
        "/v1/images/image-to-image, application/json, 33",
        "/v1/uploads, multipart/form-data; boundary=xyz, 65"
    })
    void a_body_that_does_not_say_its_length_is_read_up_to_the_limit(String path, String type, int megabytes)
            throws IOException {
        String head = head("POST " + path, type, "Transfer-Encoding: chunked");
        String start = type.equals(FORM)
                ? "--xyz\r\nContent-Disposition: form-data; name=\"prompt\"; filename=\"a\"\r\n\r\n"
                : "{\"prompt\": \"";
        try (Socket socket = http.connect()) {
            OutputStream out = socket.getOutputStream();
            send(out, head + chunk(start));
            byte[] megabyte = "a".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                send(out, "%x\r\n".formatted(MEGABYTE));
                send(out, new String(megabyte, StandardCharsets.US_ASCII) + "\r\n");
            }
            send(out, "0\r\n\r\n");
            int status = RawHttp.read(socket).status();
            assertTrue(status == 413 || (type.equals(FORM) && status == 400), () -> "it is " + status);
        }
    }

    @Test
    void a_body_above_the_limit_of_its_route_is_refused_as_well() throws IOException {
        String body = "{\"prompt\": \"%s\"}".formatted("a".repeat(2 * MEGABYTE));
        String head = head("POST /v1/images/generations", "application/json", "Content-Length: " + body.length());
        assertEquals(413, exchange(head + body).status());
        String edit = "{\"prompt\": \"%s\", \"image\": 1}".formatted("a".repeat(12 * MEGABYTE));
        String editHead =
                head("POST /v1/images/image-to-image", "application/json", "Content-Length: " + edit.length());
        assertEquals(400, exchange(editHead + edit).status(), "it is read, and wrong");
    }

    @Test
    void what_is_left_unread_does_not_hold_up_the_next_request() throws IOException {
        String wrong = "--xyz\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\n"
                + "a".repeat(3 * MEGABYTE) + "\r\n--xyz--\r\n";
        String first = head("POST /v1/uploads", FORM, "Content-Length: " + wrong.length())
                        .replace("Connection: close\r\n", "")
                + wrong;
        String put = head("PUT /uploads/art_0", "image/png", "Content-Length: " + MEGABYTE)
                        .replace("Connection: close\r\n", "")
                + "a".repeat(MEGABYTE);
        String next = "GET /v1/wallet HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: " + key + "\r\n\r\n";
        RawHttp.Answer answer = exchange(first + put + next);
        assertEquals(400, answer.status());
        assertTrue(answer.rest().startsWith("HTTP/1.1 403 "), answer::rest);
        assertTrue(answer.rest().contains("HTTP/1.1 200 OK"), answer::rest);
    }

    private RawHttp.Answer exchange(String request) throws IOException {
        return http.exchange(request.getBytes(StandardCharsets.US_ASCII)).orElseThrow();
    }

    private String head(String start, String type, String length) {
        return start + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: " + key + "\r\nContent-Type: " + type
                + "\r\n" + length + "\r\n\r\n";
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    /** A server that has heard enough may have closed its side. */
    private static void send(OutputStream out, String text) throws IOException {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException e) {
            // What it has answered is read all the same.
        }
    }
}
