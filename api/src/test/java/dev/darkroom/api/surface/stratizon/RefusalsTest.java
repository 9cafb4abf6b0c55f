package dev.darkroom.api.surface.stratizon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request that is refused is told why, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {

    private static final String PATH = "/v1/images/generations";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(database.config(), temporal, Map.of("darkroom.queue.depth-per-tenant", 2));
    private final String key = api.tenant(MicroUsd.ofUsd(10));

    RefusalsTest() throws IOException {}

    @AfterEach
    void nothing_is_left_behind() {
        assertEquals(0, database.count("SELECT COUNT(*) FROM job WHERE tenant_id = (SELECT MIN(id) FROM tenant)"));
        assertEquals(0, database.count("SELECT held FROM wallet WHERE tenant_id = (SELECT MIN(id) FROM tenant)"));
    }

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                   | prompt",
                "{\"prompt\": null}                                   | prompt",
                "{\"prompt\": \"\"}                                   | prompt",
                "{\"prompt\": \" \\t\\n \"}                           | prompt",
                "{\"prompt\": 5}                                      | prompt",
                "{\"prompt\": [\"x\"]}                                | prompt",
                "{\"prompt\": \"x\\u0000y\"}                          | prompt",
                "{\"prompt\": \"x\\ud800y\"}                          | prompt",
                "{\"prompt\": \"x\\udc00\"}                           | prompt",
                "{\"prompt\": \"x\", \"n\": 0}                        | n",
                "{\"prompt\": \"x\", \"n\": 5}                        | n",
                "{\"prompt\": \"x\", \"n\": -1}                       | n",
                "{\"prompt\": \"x\", \"n\": 1.5}                      | n",
                "{\"prompt\": \"x\", \"n\": 1.0}                      | n",
                "{\"prompt\": \"x\", \"n\": 1e0}                      | n",
                "{\"prompt\": \"x\", \"n\": 1e400}                    | n",
                "{\"prompt\": \"x\", \"n\": 2147483648}               | n",
                "{\"prompt\": \"x\", \"n\": 99999999999999999999}     | n",
                "{\"prompt\": \"x\", \"n\": \"1\"}                    | n",
                "{\"prompt\": \"x\", \"n\": true}                     | n",
                "{\"prompt\": \"x\", \"n\": []}                       | n",
                "{\"prompt\": \"x\", \"model\": \"dall-e\"}           | model",
                "{\"prompt\": \"x\", \"model\": \"\"}                 | model",
                "{\"prompt\": \"x\", \"model\": 7}                    | model",
                "{\"prompt\": \"x\", \"model\": \"AUTO\"}             | model",
                "{\"prompt\": \"x\", \"model\": \"../x\"}             | model",
                "{\"prompt\": \"x\", \"quality\": \"ultra\"}          | quality",
                "{\"prompt\": \"x\", \"aspect_ratio\": \"1:0\"}       | aspect_ratio",
                "{\"prompt\": \"x\", \"aspect_ratio\": \"auto\", \"quality\": \"hd\"} | aspect_ratio",
                "{\"prompt\": \"x\", \"expires_after\": 0}            | expires_after",
                "{\"prompt\": \"x\", \"expires_after\": 86401}        | expires_after",
                "{\"prompt\": \"x\", \"metadata\": []}                | metadata",
                "{\"prompt\": \"x\", \"metadata\": \"x\"}             | metadata",
                "{\"prompt\": \"x\", \"metadata\": {\"a\": \"\\u0000\"}} | metadata.a",
                "{\"prompt\": \"x\", \"webhook_url\": \"ftp://example.com\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"http://example.com\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://a:b@example.com\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://127.1/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://2130706433/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://0x7f000001/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://[::1]/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://localhost/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://metadata.google.internal/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://example.com:22/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"/relative\"}  | webhook_url",
                "{\"prompt\": \"x\", \"webhook_events\": [\"failed\"]} | webhook_events",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://example.com\", \"webhook_events\": []} |"
                        + " webhook_events",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://example.com\", \"webhook_events\": [\"done\"]}"
                        + " | webhook_events[0]",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://example.com\","
                        + " \"webhook_events\": [\"failed\", \"failed\"]} | webhook_events[1]",
                "{\"prompt\": \"x\", \"seed\": 1}                     | seed",
                "{\"prompt\": \"x\", \"__proto__\": {}}               | __proto__",
                "{\"prompt\": \"x {sandbox: fail=never}\"}            | prompt",
                "{\"prompt\": \"x {sandbox: deliver=2}\"}             | prompt"
            })
    void a_wrong_field_is_named(String body, String param) {
        Reply refused = api.generate(key, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("VALIDATION_ERROR", refused.at("error.code"));
        assertEquals(param, refused.at("error.param"), refused::text);
        assertTrue(refused.at("error.message").contains("`"), refused::text);
        assertEquals(refused.header("X-Request-Id").orElseThrow(), refused.at("error.request_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "null",
                "{",
                "{\"prompt\": \"x\",}",
                "{\"prompt\": \"x\"} {}",
                "{\"prompt\": \"x\"}x",
                "{\"prompt\": \"x\", \"prompt\": \"y\"}",
                "{\"prompt\": \"x\", \"metadata\": {\"a\": 1, \"a\": 2}}",
                "{'prompt': 'x'}",
                "{\"prompt\": \"x\" /* y */}",
                "{\"prompt\": \"x\", \"n\": 01}",
                "{\"prompt\": \"x\", \"n\": +1}",
                "{\"prompt\": \"x\", \"n\": NaN}",
                "\uFEFF{\"prompt\": \"x\"}"
            })
    void what_is_not_json_is_said_to_be_none(String body) {
        Reply refused = api.generate(key, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("", refused.at("error.param"));
        assertFalse(refused.text().contains("prompt"), "nothing of the body is told");
    }

    @Test
    void bytes_in_another_encoding_are_not_json() {
        for (byte[] body : new byte[][] {
            "{\"prompt\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1),
            "{\"prompt\": \"x\"}".getBytes(StandardCharsets.UTF_16)
        }) {
            assertEquals(
                    400,
                    api.send(post("application/json").POST(BodyPublishers.ofByteArray(body)))
                            .status());
        }
    }

    @Test
    void deep_nesting_and_long_texts_are_refused() {
        String deep = "[".repeat(40) + "]".repeat(40);
        assertEquals(
                400,
                api.generate(key, "{\"prompt\": \"x\", \"metadata\": {\"a\": " + deep + "}}")
                        .status());
        String many = "☃".repeat(20_001);
        assertEquals(
                "prompt", api.generate(key, "{\"prompt\": \"" + many + "\"}").at("error.param"));
        String metadata = "{\"prompt\": \"x\", \"metadata\": {\"a\": \"" + "y".repeat(4090) + "\"}}";
        assertEquals("metadata", api.generate(key, metadata).at("error.param"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "30", "0s", "90000s", "1441m", "-5s", "1h"})
    void a_wrong_deadline_is_named(String header) {
        Reply refused = api.generate(key, "{\"prompt\": \"x\"}", "Cancel-After", header);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("Cancel-After", refused.at("error.param"));
    }

    @Test
    void two_deadlines_are_one_too_many() {
        assertEquals(
                "Cancel-After",
                api.generate(key, "{\"prompt\": \"x\", \"expires_after\": 60}", "Cancel-After", "30s")
                        .at("error.param"));
    }

    @Test
    void a_wrong_dry_run_is_named() {
        assertEquals(
                "dry_run",
                api.post(key, PATH + "?dry_run=1", "{\"prompt\": \"x\"}").at("error.param"));
        assertEquals(
                "dryrun",
                api.post(key, PATH + "?dryrun=true", "{\"prompt\": \"x\"}").at("error.param"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/x-www-form-urlencoded"
            })
    void another_content_type_is_not_read(String type) {
        Reply refused = api.send(post(type).POST(BodyPublishers.ofString("{\"prompt\": \"x\"}")));
        assertEquals(415, refused.status(), refused::text);
        assertEquals("UNSUPPORTED_MEDIA_TYPE", refused.at("error.code"));
    }

    @Test
    void no_content_type_and_a_packed_body_are_not_read() throws IOException {
        HttpRequest.Builder none = api.request(PATH).header("Authorization", "Bearer " + key);
        assertEquals(
                415,
                api.send(none.POST(BodyPublishers.ofString("{\"prompt\": \"x\"}")))
                        .status());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"prompt\": \"x\"}".getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest.Builder gzip = post("application/json").header("Content-Encoding", "gzip");
        assertEquals(
                415,
                api.send(gzip.POST(BodyPublishers.ofByteArray(packed.toByteArray())))
                        .status());
    }

    @Test
    void a_body_that_is_too_large_is_not_read() {
        Reply refused = api.generate(key, "{\"prompt\": \"" + "x".repeat(1_100_000) + "\"}");
        assertEquals(413, refused.status(), refused::text);
        assertEquals("PAYLOAD_TOO_LARGE", refused.at("error.code"));
    }

    @Test
    void a_path_that_is_not_there_and_a_method_that_is_not_taken() {
        Reply missing = api.get(key, "/v1/nothing");
        assertEquals(404, missing.status());
        assertEquals("NOT_FOUND", missing.at("error.code"));
        Reply method = api.send(api.request(PATH).header("X-API-Key", key).DELETE());
        assertEquals(405, method.status(), method::text);
        assertEquals("METHOD_NOT_ALLOWED", method.at("error.code"));
        assertTrue(method.header("Allow").orElseThrow().contains("POST"));
    }

    @Test
    void a_wallet_that_does_not_cover_the_price() {
        String poor = api.tenant(new MicroUsd(49_999));
        Reply refused = api.generate(poor, "{\"prompt\": \"x\"}");
        assertEquals(402, refused.status());
        assertEquals("INSUFFICIENT_CREDITS", refused.at("error.code"));
        assertEquals(
                402,
                api.generate(api.tenant(MicroUsd.ZERO), "{\"prompt\": \"x\"}").status());
    }

    @Test
    void a_queue_that_is_full() {
        String busy = api.tenant(MicroUsd.ofUsd(1));
        for (int i = 0; i < 2; i++) {
            assertEquals(202, api.generate(busy, "{\"prompt\": \"x\"}").status());
        }
        Reply refused = api.generate(busy, "{\"prompt\": \"x\"}");
        assertEquals(429, refused.status());
        assertEquals("QUEUE_FULL", refused.at("error.code"));
        assertEquals("10", refused.header("Retry-After").orElseThrow());
    }

    private HttpRequest.Builder post(String contentType) {
        return api.request(PATH).header("Authorization", "Bearer " + key).header("Content-Type", contentType);
    }
}
