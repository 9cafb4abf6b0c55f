package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.RawHttp;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is allowed goes on as ever, and what is not does not depend on how the bytes arrive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictHttpTest {

    private static final String BODY = "{\"prompt\": \"a lake\"}";

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(TestDatabase.create().config(), temporal, Map.of());
    private final RawHttp http = new RawHttp(api);
    private final String key = api.tenant(MicroUsd.ofUsd(1));

    StrictHttpTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void requests_on_one_connection_are_answered_in_their_order() throws IOException {
        String first = get("GET /v1/models/gpt-image-2 HTTP/1.1", "Host: a");
        String second = get("GET /v1/wallet HTTP/1.1", "Host: a");
        String last = get("HEAD /v1/wallet HTTP/1.1", "Host: a");
        RawHttp.Answer answer = exchange(first + second + last);
        assertTrue(answer.body().contains("\"id\":\"gpt-image-2\""), answer::toString);
        String[] others = answer.rest().split("HTTP/1.1 200 OK\r\n", -1);
        assertEquals(3, others.length, answer::rest);
        assertTrue(others[1].contains("balance_credits"), answer::rest);
        assertTrue(others[2].endsWith("\r\n\r\n"), "HEAD has no body");
    }

    @Test
    void a_whole_url_of_the_host_is_a_path() throws IOException {
        String start = "GET HTTP://darkroom.Example:8080/v1/wallet HTTP/1.1";
        assertEquals(
                200,
                exchange(get(start, "Host: darkroom.example:8080", "Connection: close"))
                        .status());
        assertEquals(200, exchange(get("GET /v1/wallet HTTP/1.0")).status(), "before there was a Host");
    }

    @Test
    void a_body_in_chunks_is_read_whole_however_it_comes() throws IOException {
        String head = post("Transfer-Encoding: Chunked");
        String rest = "%x;note=x\r\n%s\r\n0\r\nX-Trailer: x\r\n\r\n".formatted(BODY.length() - 5, BODY.substring(5));
        assertEquals(
                200,
                exchange(head + "5\r\n" + BODY.substring(0, 5) + "\r\n" + rest).status());
        assertEquals(
                200,
                exchange(head.substring(0, 30), head.substring(30) + "5\r", "\n" + BODY.substring(0, 5), "\r\n" + rest)
                        .status());
    }

    @Test
    void a_body_in_chunks_that_goes_on_is_broken_off() throws IOException {
        String chunk = "10000\r\n%s\r\n".formatted("x".repeat(0x10000));
        RawHttp.Answer answer = exchange(post("Transfer-Encoding: chunked"), chunk.repeat(15), chunk.repeat(3));
        assertEquals(413, answer.status(), answer::toString);
        assertTrue(answer.body().contains("PAYLOAD_TOO_LARGE"), answer::body);
        assertEquals("close", answer.header("Connection"));
        assertEquals("", answer.rest());
    }

    @Test
    void a_client_that_asks_whether_it_may_is_told_so_where_it_may() throws IOException {
        String head = post("Content-Length: " + BODY.length(), "Expect: 100-continue");
        RawHttp.Answer answer = exchange(head, BODY);
        assertEquals(100, answer.status());
        assertTrue(answer.rest().startsWith("HTTP/1.1 200 OK\r\n"), answer::rest);
        String large = post("Content-Length: 10000000000", "Expect: 100-continue");
        assertEquals(413, exchange(large).status());
    }

    @Test
    void a_header_that_goes_on_is_seen_also_between_two_packets() throws IOException {
        String start = "\r\nGET /v1/wallet HTTP/1.1\r\nHost: a\r\n";
        RawHttp.Answer answer = exchange(start, " b\r\n" + key() + "\r\n\r\n");
        assertEquals(400, answer.status());
        assertEquals("close", answer.header("Connection"));
    }

    @Test
    void a_body_that_breaks_off_ends_its_connection_also_after_the_answer() throws IOException {
        String head = "POST /v1/images/generations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n";
        RawHttp.Answer stranger = exchange(head, "12345\r\nzz\r\n");
        assertEquals(401, stranger.status());
        assertEquals("", stranger.rest());
        RawHttp.Answer known = exchange(post("Transfer-Encoding: chunked") + "5\r\n", "12345\r\nzz\r\n");
        assertEquals(400, known.status());
        assertTrue(known.body().contains("VALIDATION_ERROR"), known::body);
        assertEquals("", known.rest());
    }

    @Test
    void a_form_that_breaks_off_is_no_form() throws IOException {
        String head = "POST /openai/v1/images/edits HTTP/1.1\r\nHost: a\r\n" + key()
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n";
        String field = "--x\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na lake\r\n";
        String chunk = "%x\r\n%s\r\n".formatted(field.length(), field);
        assertEquals(400, exchange(head + chunk + "zz\r\n").status());
        RawHttp.Answer slow = exchange(head + chunk, "zz\r\n");
        assertEquals(400, slow.status(), slow::toString);
        assertTrue(slow.body().contains("invalid_request_error"), slow::body);
    }

    private RawHttp.Answer exchange(String request, String... more) throws IOException {
        byte[][] parts = new byte[more.length][];
        for (int i = 0; i < more.length; i++) {
            parts[i] = more[i].getBytes(StandardCharsets.US_ASCII);
        }
        return http.exchange(request.getBytes(StandardCharsets.US_ASCII), parts).orElseThrow();
    }

    private String post(String... headers) {
        return "POST /v1/images/generations?dry_run=true HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n" + key() + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private String get(String start, String... headers) {
        return start + "\r\n" + key() + "\r\n" + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                + "\r\n";
    }

    private String key() {
        return "X-API-Key: " + key;
    }
}
