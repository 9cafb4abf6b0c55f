package dev.darkroom.api.surface.qolaba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request that is refused is told why, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QolabaRefusalsTest {

    private static final String PATH = "/api/v1/images/generate";
    private static final String BODY = "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"x\", \"celery\": true}";
    private static final String WRONG_KEY = "sk-dr-abcdefghjkmn-" + "A".repeat(43);

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(database.config(), temporal, Map.of("darkroom.queue.depth-per-tenant", 2));
    private final String key = api.tenant(MicroUsd.ofUsd(10));

    QolabaRefusalsTest() throws IOException {}

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
            quoteCharacter = '^',
            value = {
                "\"model\": null                                    | model",
                "\"model\": \"\"                                    | model",
                "\"model\": 7                                       | model",
                "\"model\": \"nano-banana\"                         | model",
                "\"model\": \"VERTEX/nano-banana-flash\"            | model",
                "\"model\": \"../x\"                                | model",
                "\"prompt\": null                                   | prompt",
                "\"prompt\": \" \\t\\n \"                           | prompt",
                "\"prompt\": 5                                      | prompt",
                "\"prompt\": \"x\\u0000y\"                          | prompt",
                "\"prompt\": \"x\\ud800y\"                          | prompt",
                "\"prompt\": \"x {sandbox: fail=never}\"            | prompt",
                "\"celery\": \"true\"                               | celery",
                "\"celery\": 1                                      | celery",
                "\"num_images\": 0                                  | num_images",
                "\"num_images\": 11                                 | num_images",
                "\"num_images\": 5                                  | num_images",
                "\"num_images\": 1.0                                | num_images",
                "\"num_images\": \"1\"                              | num_images",
                "\"num_images\": 1e400                              | num_images",
                "\"aspect_ratio\": \"1:0\"                          | aspect_ratio",
                "\"aspect_ratio\": 1.5                              | aspect_ratio",
                "\"quality\": \"8K\"                                | quality",
                "\"quality\": \"\"                                  | quality",
                "\"seed\": -1                                       | seed",
                "\"seed\": 1.5                                      | seed",
                "\"seed\": \"1\"                                    | seed",
                "\"seed\": 9223372036854775808                      | seed",
                "\"num_inference_steps\": 0                         | num_inference_steps",
                "\"num_inference_steps\": 151                       | num_inference_steps",
                "\"num_inference_steps\": 2.5                       | num_inference_steps",
                "\"num_inference_steps\": 28                        | num_inference_steps",
                "\"guidance_scale\": -0.1                           | guidance_scale",
                "\"guidance_scale\": 30.01                          | guidance_scale",
                "\"guidance_scale\": \"7\"                          | guidance_scale",
                "\"guidance_scale\": 1e999999999                    | guidance_scale",
                "\"temperature\": 2.0000001                         | temperature",
                "\"temperature\": -1                                | temperature",
                "\"temperature\": true                              | temperature",
                "\"negative_prompt\": \"\"                          | negative_prompt",
                "\"negative_prompt\": 5                             | negative_prompt",
                "\"negative_prompt\": \"y\"                         | negative_prompt",
                "\"n\": 1                                           | n",
                "\"__proto__\": {}                                  | __proto__"
            })
    void a_wrong_field_is_named(String field, String name) {
        assertNamed(field, name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"image_urls\": \"https://example.com/a\"          | image_urls",
                "\"image_urls\": [5]                                | image_urls[0]",
                "\"image_urls\": [\"http://example.com/a\"]         | image_urls[0]",
                "\"image_urls\": [\"https://127.1/a\"]              | image_urls[0]",
                "\"image_urls\": [\"data:image/png;base64,AAAA\"]   | image_urls[0]",
                "\"image_urls\": [\"https://example.com/a\", \"x\"] | image_urls[1]",
                "\"reference_images\": {}                           | reference_images",
                "\"reference_images\": [\"https://example.com/a\"]  | reference_images[0]",
                "\"reference_images\": [{}]                         | reference_images[0].url",
                "\"reference_images\": [{\"url\": \"x\"}]           | reference_images[0].url",
                "\"reference_images\": [{\"url\": \"https://example.com/a\", \"description\": 5}] |"
                        + " reference_images[0].description",
                "\"reference_images\": [{\"url\": \"https://example.com/a\", \"weight\": 5}] |"
                        + " reference_images[0].weight",
                "\"mask_url\": \"https://user@example.com/a\"       | mask_url",
                "\"mask_url\": \"https://example.com/a\"            | mask_url",
                "\"mask_url\": [\"https://example.com/a\"]          | mask_url",
                "\"webhook_url\": \"https://example.com/a\"         | webhook_url"
            })
    void a_wrong_image_is_named(String field, String name) {
        assertNamed(field, name);
    }

    private void assertNamed(String field, String name) {
        String model = field.startsWith("\"model\"") ? "" : "\"model\": \"vertex/nano-banana-flash\", ";
        String prompt = field.startsWith("\"prompt\"") ? "" : "\"prompt\": \"x\", ";
        Reply refused = api.post(key, PATH, "{" + model + prompt + field + "}");
        assertEquals(400, refused.status(), refused::text);
        assertEquals("Bad Request", refused.at("error"));
        assertTrue(refused.at("message").startsWith("`" + name + "`"), refused::text);
        assertEquals("{2}", "{%d}".formatted(refused.json().fieldsOrNone().size()));
    }

    @Test
    void long_texts_and_many_images_are_refused() {
        assertLimit("\"prompt\": \"" + "☃".repeat(4001) + "\"", "`prompt` must have at most 4000 characters.");
        assertLimit(
                "\"prompt\": \"x\", \"negative_prompt\": \"" + "☃".repeat(2001) + "\"",
                "`negative_prompt` must have at most 2000 characters.");
        String url = "\"https://example.com/a.png\"";
        assertLimit(
                "\"prompt\": \"x\", \"image_urls\": [" + String.join(",", Collections.nCopies(15, url)) + "]",
                "`image_urls` must have at most 14 items.");
        String reference = "{\"url\": " + url + "}";
        assertLimit(
                "\"prompt\": \"x\", \"reference_images\": [" + String.join(",", Collections.nCopies(15, reference))
                        + "]",
                "`reference_images` must have at most 14 items.");
        assertLimit(
                "\"prompt\": \"x\", \"reference_images\": [" + String.join(",", Collections.nCopies(11, reference))
                        + "]",
                "`reference_images` must have at most 10 images for vertex/nano-banana-flash.");
    }

    @Test
    void a_prompt_of_the_greatest_length_is_not_too_long() {
        Reply price = api.post(
                key,
                PATH + "?dry_run=true",
                "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"%s\"}".formatted("😀".repeat(4000)));
        assertEquals(200, price.status(), price::text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"model\": \"x\", \"model\": \"y\"}", "{'model': 'x'}"})
    void what_is_not_an_object_of_json_is_said_to_be_none(String body) {
        Reply refused = api.post(key, PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("Bad Request", refused.at("error"));
    }

    @Test
    void a_wrong_query_parameter_or_key_is_named() {
        assertTrue(api.post(key, PATH + "?dry_run=1", BODY).at("message").startsWith("`dry_run` "));
        assertTrue(api.post(key, PATH + "?celery=true", BODY).at("message").startsWith("`celery` "));
        assertTrue(api.get(key, "/api/v1/tasks/x?a=1").at("message").startsWith("`a` "));
        Reply refused = api.post(key, PATH, BODY, "Idempotency-Key", "x".repeat(256));
        assertTrue(refused.at("message").startsWith("`Idempotency-Key` "), refused::text);
    }

    @Test
    void who_is_not_known_is_told_alike_on_both_paths() {
        for (boolean reads : new boolean[] {false, true}) {
            assertUnauthorized(call(reads), "A valid API key is required.");
            for (String header : List.of("Basic abc", "Bearer x", "Bearer " + WRONG_KEY)) {
                assertUnauthorized(call(reads).header("Authorization", header), "The API key is not valid.");
            }
            assertUnauthorized(call(reads).header("X-API-Key", WRONG_KEY), "The API key is not valid.");
            assertUnauthorized(
                    call(reads).header("Authorization", "Bearer " + key).header("X-API-Key", WRONG_KEY),
                    "The API key is not valid.");
        }
    }

    @Test
    void a_key_without_the_scope() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String reader = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_READ))
                .secret();
        Reply refused = api.post(reader, PATH, BODY);
        assertEquals(403, refused.status());
        assertEquals(
                "{\"error\":\"Forbidden\",\"message\":\"This key lacks the scope `images:write`.\"}", refused.text());
        String writer = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_WRITE))
                .secret();
        assertEquals(403, api.get(writer, "/api/v1/tasks/x").status());
    }

    @Test
    void a_wallet_that_does_not_cover_the_price() {
        for (MicroUsd credit : List.of(new MicroUsd(29_999), MicroUsd.ZERO)) {
            Reply refused = api.post(api.tenant(credit), PATH, BODY);
            assertEquals(402, refused.status());
            assertEquals(
                    "{\"error\":\"Payment Required\",\"message\":\"The wallet cannot cover the price.\","
                            + "\"required_credits\":6}",
                    refused.text());
        }
    }

    @Test
    void a_path_that_is_not_there_and_a_method_that_is_not_taken() {
        for (String path : List.of("/api/v1/tasks", "/api/v1/tasks/x/y", PATH + "/x")) {
            Reply missing = api.get(key, path);
            assertEquals(404, missing.status(), path);
            assertEquals("Not Found", missing.at("error"));
        }
        Reply method = api.send(api.request(PATH).header("X-API-Key", key).DELETE());
        assertEquals(405, method.status(), method::text);
        assertEquals("Method Not Allowed", method.at("error"));
    }

    @Test
    void a_body_that_is_too_large_is_not_read() throws IOException {
        URI url = URI.create(api.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String head = ("POST %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nContent-Type: application/json\r\n"
                            + "Connection: close\r\nContent-Length: 33554433\r\n\r\n{")
                    .formatted(PATH, key);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("{\"error\":\"Payload Too Large\",\"message\":"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16"})
    void another_content_type_is_not_read(String type) {
        Reply refused = api.send(api.request(PATH)
                .header("X-API-Key", key)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(BODY)));
        assertEquals(415, refused.status(), refused::text);
        assertEquals("Unsupported Media Type", refused.at("error"));
    }

    @Test
    void a_queue_that_is_full() {
        String busy = api.tenant(MicroUsd.ofUsd(1));
        for (int i = 0; i < 2; i++) {
            assertEquals(202, api.post(busy, PATH, BODY).status());
        }
        Reply refused = api.post(busy, PATH, BODY);
        assertEquals(429, refused.status());
        assertEquals(
                "{\"error\":\"Rate Limited\",\"message\":\"Too many tasks are waiting.\",\"retryAfter\":10}",
                refused.text());
        assertEquals("10", refused.header("Retry-After").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\": \"vertex/nano-banana-flash\", \"image_urls\": [\"https://example.com/a.png\"]",
                "\"model\": \"vertex/nano-banana-flash\", \"reference_images\": [{\"url\": \"https://example.com/a\"}]",
                "\"model\": \"fal/flux-inpainting\", \"image_urls\": [\"https://example.com/a.png\"],"
                        + " \"mask_url\": \"https://example.com/m.png\""
            })
    void images_to_work_from_are_priced(String fields) {
        Reply priced = api.post(key, PATH + "?dry_run=true", "{\"prompt\": \"x\", " + fields + "}");
        assertEquals(200, priced.status(), priced::text);
    }

    private void assertLimit(String fields, String message) {
        Reply refused = api.post(key, PATH, "{\"model\": \"vertex/nano-banana-flash\", " + fields + "}");
        assertEquals(400, refused.status(), refused::text);
        assertEquals(message, refused.at("message"));
    }

    private HttpRequest.Builder call(boolean reads) {
        return reads
                ? api.request("/api/v1/tasks/x").GET()
                : api.request(PATH).header("Content-Type", "application/json").POST(BodyPublishers.ofString(BODY));
    }

    private void assertUnauthorized(HttpRequest.Builder request, String message) {
        Reply refused = api.send(request);
        assertEquals(401, refused.status(), refused::text);
        assertEquals("{\"error\":\"Unauthorized\",\"message\":\"%s\"}".formatted(message), refused.text());
        assertEquals("Bearer", refused.header("WWW-Authenticate").orElseThrow());
    }
}
