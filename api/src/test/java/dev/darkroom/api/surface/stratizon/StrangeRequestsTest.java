package dev.darkroom.api.surface.stratizon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client sends by chance. Each has a clear answer, and none is our mistake. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangeRequestsTest {

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(TestDatabase.create().config(), temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(1));

    StrangeRequestsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-7",
                "application/json;charset=latin-1",
                "application/json;charset=",
                "application/json;charset=bogus$$"
            })
    void a_charset_that_is_not_utf_8(String type) {
        Reply reply = api.send(api.request("/v1/images/generations")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"prompt\": \"x\"}")));
        assertEquals(415, reply.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e-99999999999", "0e99999999999", "1.00e-2147483647", "1E+1000"})
    void a_number_that_nobody_can_write_out(String number) {
        Reply reply = api.generate(key, "{\"prompt\": \"x\", \"metadata\": {\"a\": %s}}".formatted(number));
        assertEquals(400, reply.status());
        assertEquals("metadata.a", reply.at("error.param"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u00a0", "\\u2007\\u202f", "\\u200b", "\\ufeff", "\\u3000 \\u2028"})
    void a_prompt_that_nobody_can_see(String prompt) {
        Reply reply = api.generate(key, "{\"prompt\": \"%s\"}".formatted(prompt));
        assertEquals(400, reply.status());
        assertEquals("prompt", reply.at("error.param"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tasks?since=%2B999999999-12-31T23:59:59Z,        since",
        "/v1/tasks?until=-999999999-01-01T00:00:00Z,          until",
        "/v1/wallet/entries?since=%2B10000-01-01T00:00:00Z,   since",
        "/v1/wallet?x=1,                                      x",
        "/v1/models?x=1,                                      x",
        "/v1/models/gpt-image-2?x=1,                          x"
    })
    void a_query_that_is_not_understood(String path, String param) {
        Reply reply = api.get(key, path);
        assertEquals(400, reply.status());
        assertEquals(param, reply.at("error.param"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C3%A9", "%F0%9F%98%80", "nope"})
    void a_model_that_never_was(String model) {
        Reply reply = api.get(key, "/v1/tasks?model=" + model);
        assertEquals(200, reply.status());
        assertEquals("[0]", reply.at("tasks"));
    }

    @Test
    void an_idempotency_key_may_have_spaces_within() {
        assertEquals(
                202,
                api.generate(key, "{\"prompt\": \"x\"}", "Idempotency-Key", "order 17")
                        .status());
    }

    @Test
    void a_header_that_is_there_twice() {
        Reply reply = api.generate(key, "{\"prompt\": \"x\"}", "Cancel-After", "5s", "Cancel-After", "6s");
        assertEquals(400, reply.status());
        assertEquals("Cancel-After", reply.at("error.param"));
        assertEquals(
                415,
                api.generate(key, "{\"prompt\": \"x\"}", "Content-Type", "text/plain")
                        .status());
    }

    @Test
    void a_client_that_takes_no_json() {
        Reply reply = api.send(api.request("/v1/wallet")
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/html")
                .GET());
        assertEquals(400, reply.status());
        assertEquals("Accept", reply.at("error.param"));
    }

    @Test
    void a_path_that_is_too_long_is_no_body_that_is_too_large() {
        Reply reply = api.get(key, "/v1/tasks?cursor=" + "a".repeat(6000));
        assertEquals("VALIDATION_ERROR", reply.at("error.code"));
        assertTrue(reply.header("X-Request-Id").isPresent());
    }

    @Test
    void what_is_no_http_has_an_id_too() throws IOException {
        String answer = raw("GET /v1/wallet HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("x-request-id: req_"), answer);
        assertFalse(answer.contains("req_unknown"), answer);
    }

    @Test
    void metadata_with_line_breaks_counts_them_as_they_are_sent() {
        String text = "\\n".repeat(2000);
        Reply reply = api.generate(key, "{\"prompt\": \"x\", \"metadata\": {\"a\": \"%s\"}}".formatted(text));
        assertEquals(202, reply.status());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(api.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(5000);
            return new String(socket.getInputStream().readNBytes(400), StandardCharsets.UTF_8);
        }
    }
}
