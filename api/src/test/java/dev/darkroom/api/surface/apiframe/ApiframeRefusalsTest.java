package dev.darkroom.api.surface.apiframe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.DatabaseLink;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request that is refused is told why in this surface's shape, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiframeRefusalsTest {

    private static final String GENERATE = "/v2/images/generate";
    private static final String LAKE = "{\"prompt\": \"a lake\", \"model\": \"midjourney\"}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(database.config(), temporal, Map.of("darkroom.queue.depth-per-tenant", 2));
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(10));
    private final String key = tenant.key();

    ApiframeRefusalsTest() throws IOException {}

    @AfterEach
    void nothing_is_left_behind() {
        String id = tenant.id().text();
        assertEquals(0, database.count("SELECT COUNT(*) FROM job WHERE tenant_id = '" + id + "'"));
        assertEquals(0, database.count("SELECT held FROM wallet WHERE tenant_id = '" + id + "'"));
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
                "\"model\": \"midjourney\"                          | prompt",
                "\"prompt\": null, \"model\": \"midjourney\"        | prompt",
                "\"prompt\": \" \\n\", \"model\": \"midjourney\"    | prompt",
                "\"prompt\": 5, \"model\": \"midjourney\"           | prompt",
                "\"prompt\": \"x\\u0000\", \"model\": \"midjourney\" | prompt",
                "\"prompt\": \"x\\ud800\", \"model\": \"midjourney\" | prompt",
                "\"prompt\": \"x\"                                  | model",
                "\"prompt\": \"x\", \"model\": \"Midjourney\"       | model",
                "\"prompt\": \"x\", \"model\": \"gpt-image-2\"      | model",
                "\"prompt\": \"x\", \"model\": \"auto\"             | model",
                "\"prompt\": \"x\", \"model\": 1                    | model",
                "$, \"webhookUrl\": \"http://example.com\"          | webhookUrl",
                "$, \"webhookUrl\": \"https://127.0.0.1/\"          | webhookUrl",
                "$, \"webhookUrl\": \"https://[::1]/\"              | webhookUrl",
                "$, \"webhookUrl\": \"https://u:p@example.com/\"    | webhookUrl",
                "$, \"webhookUrl\": 5                               | webhookUrl",
                "$, \"webhookEvents\": [\"failed\"]                 | webhookEvents",
                "$, \"webhookUrl\": \"https://example.com\", \"webhookEvents\": []          | webhookEvents",
                "$, \"webhookUrl\": \"https://example.com\", \"webhookEvents\": \"failed\"  | webhookEvents",
                "$, \"webhookUrl\": \"https://example.com\", \"webhookEvents\": [\"succeeded\"] | webhookEvents[0]",
                "$, \"webhookUrl\": \"https://example.com\", \"webhookEvents\": [\"failed\", \"failed\"]"
                        + " | webhookEvents[1]",
                "$, \"webhook_url\": \"https://example.com\"        | webhook_url",
                "$, \"seed\": 1                                     | seed",
                "$, \"veoParams\": {}                               | veoParams",
                "$, \"midjourneyparams\": {}                        | midjourneyparams",
                "$, \"fluxParams\": {}                              | fluxParams",
                "$, \"fluxParams\": {}, \"midjourneyParams\": {}    | fluxParams",
                "$, \"params\": {}, \"midjourneyParams\": {}        | params",
                "$, \"params\": []                                  | params",
                "$, \"midjourneyParams\": \"x\"                     | midjourneyParams",
                "$, \"midjourneyParams\": {\"stylize\": 1001}       | midjourneyParams.stylize",
                "$, \"midjourneyParams\": {\"stylize\": 1.0}        | midjourneyParams.stylize",
                "$, \"midjourneyParams\": {\"version\": \"5\"}      | midjourneyParams.version",
                "$, \"midjourneyParams\": {\"negative_prompt\": \"x\"} | midjourneyParams.negative_prompt",
                "$, \"midjourneyParams\": {\"negativePrompt\": 5}   | midjourneyParams.negativePrompt",
                "$, \"midjourneyParams\": {\"thinking\": true}      | midjourneyParams.thinking",
                "$, \"midjourneyParams\": {\"aspectRatio\": \"7:3\"} | midjourneyParams.aspectRatio",
                "$, \"midjourneyParams\": {\"aspectRatio\": 1}      | midjourneyParams.aspectRatio",
                "$, \"midjourneyParams\": {\"quality\": \"hd\"}     | midjourneyParams.quality",
                "$, \"midjourneyParams\": {\"resolution\": \"4K\"}  | midjourneyParams.resolution",
                "$, \"midjourneyParams\": {\"n\": 1}                | midjourneyParams.n",
                "$, \"midjourneyParams\": {\"n\": \"4\"}            | midjourneyParams.n",
                "$, \"midjourneyParams\": {\"outputFormat\": \"webp\"} | midjourneyParams.outputFormat",
                "$, \"midjourneyParams\": {\"seed\": -1}            | midjourneyParams.seed",
                "$, \"midjourneyParams\": {\"seed\": 99999999999999999999} | midjourneyParams.seed",
                "$, \"midjourneyParams\": {\"imageUrl\": \"https://example.com/a.png\"} | midjourneyParams.imageUrl",
                "$, \"params\": {\"stylize\": \"x\"}                | params.stylize",
                "$, \"params\": {\"__proto__\": {}}                 | params.__proto__"
            })
    void a_wrong_field_is_named_with_its_whole_path(String fields, String path) {
        String body = "{" + fields.replace("$", "\"prompt\": \"x\", \"model\": \"midjourney\"") + "}";
        assertNamed(path, "VALIDATION_ERROR", api.post(key, GENERATE, body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nano-banana-2 | {\"resolution\": \"8K\"}                    | resolution",
                "nano-banana-2 | {\"quality\": \"4K\"}                       | quality",
                "nano-banana-2 | {\"n\": 5}                                  | n",
                "nano-banana-2 | {\"temperature\": 2.0000001}                | temperature",
                "nano-banana   | {\"grounding\": true}                       | grounding",
                "gpt-image-1.5 | {\"quality\": \"ultra\"}                    | quality",
                "gpt-image-1.5 | {\"seed\": 1}                               | seed",
                "imagen-4      | {\"imageUrls\": [\"https://example.com/a\"]} | imageUrls",
                "nano-banana-2 | {\"imageUrls\": \"https://example.com/a\"}   | imageUrls",
                "nano-banana-2 | {\"imageUrls\": [5]}                        | imageUrls[0]",
                "nano-banana-2 | {\"imageUrls\": [\"https://example.com/a\", \"http://example.com\"]} | imageUrls[1]",
                "nano-banana-2 | {\"imageUrl\": \"https://10.0.0.1/a\"}      | imageUrl",
                "nano-banana-2 | {\"imageUrl\": \"https://example.com/a\","
                        + " \"imageUrls\": [\"https://example.com/a\"]}      | imageUrl",
                "ideogram-character | {\"imageUrls\": [\"https://example.com/a\", \"https://example.com/b\"]}"
                        + " | imageUrls"
            })
    void what_a_model_lacks_is_named(String model, String params, String name) {
        String body = "{\"prompt\": \"x\", \"model\": \"%s\", \"params\": %s}".formatted(model, params);
        Reply refused = api.post(key, GENERATE, body);
        assertNamed("params." + name, "VALIDATION_ERROR", refused);
    }

    @Test
    void a_model_is_told_with_what_it_has_in_this_surfaces_words() {
        String body = "{\"prompt\": \"x\", \"model\": \"imagen-4\", \"imagenParams\": {\"stylize\": 1}}";
        assertEquals(
                "`imagenParams.stylize` is not supported by imagen-4, which has aspectRatio, resolution, n,"
                        + " outputFormat, seed, temperature, safetyFilterLevel.",
                api.post(key, GENERATE, body).at("details.message"));
    }

    @Test
    void a_prompt_has_two_thousand_characters_at_the_most() {
        String longest = "☃".repeat(1998) + "\uD83D\uDE00".repeat(2);
        String body = "{\"prompt\": \"%s\", \"model\": \"midjourney\"}";
        String dry = GENERATE + "?dry_run=true";
        assertEquals(200, api.post(key, dry, body.formatted(longest)).status());
        assertNamed("prompt", "VALIDATION_ERROR", api.post(key, dry, body.formatted(longest + "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"prompt\": \"x\", \"prompt\": \"y\"}", "{\"a\": 01}"})
    void what_is_not_a_json_object_is_said_to_be_none(String body) {
        assertNamed("", "VALIDATION_ERROR", api.post(key, GENERATE, body));
    }

    @Test
    void a_wrong_header_or_query_is_named() {
        assertNamed("dry_run", "VALIDATION_ERROR", api.post(key, GENERATE + "?dry_run=1", LAKE));
        assertNamed("dryRun", "VALIDATION_ERROR", api.post(key, GENERATE + "?dryRun=true", LAKE));
        String longest = "k".repeat(256);
        assertNamed("Idempotency-Key", "VALIDATION_ERROR", api.post(key, GENERATE, LAKE, "Idempotency-Key", longest));
        assertNamed("x", "VALIDATION_ERROR", api.get(key, "/v2/me?x=1"));
    }

    @Test
    void images_are_looked_at_before_anything_is_taken() {
        String model = "{\"prompt\": \"x\", \"model\": \"flux-2-pro\", \"fluxParams\": {\"imageUrl\": \"%s\"}}";
        String text = "data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[100]);
        assertNamed("fluxParams.imageUrl", "INVALID_IMAGE", api.post(key, GENERATE, model.formatted(text)));
        String svg = "data:image/svg+xml;base64,PHN2Zy8+";
        assertNamed("fluxParams.imageUrl", "INVALID_IMAGE", api.post(key, GENERATE, model.formatted(svg)));
        String large = "data:image/png;base64," + "A".repeat(4 * 1024 * 1024 / 3 * 4 + 8);
        assertNamed("fluxParams.imageUrl", "INVALID_IMAGE", api.post(key, GENERATE, model.formatted(large)));
        Reply priced = api.post(key, GENERATE + "?dry_run=true", model.formatted("https://example.com/a.png"));
        assertEquals(200, priced.status(), priced::text);
    }

    @Test
    void a_caller_without_a_key_is_told_so_and_every_wrong_key_alike() {
        for (String path : List.of("/v2/jobs", "/v2/me", "/v2/jobs/x")) {
            Reply missing = api.send(api.request(path).GET());
            assertEquals(401, missing.status());
            assertEquals("{\"error\":\"Unauthorized\",\"details\":\"API key is required\"}", missing.text());
            assertEquals("Bearer", missing.header("WWW-Authenticate").orElseThrow());
        }
        String unknown = key.substring(0, key.length() - 4) + "AAAA";
        ApiKeys keys = api.get(ApiKeys.class);
        ApiKeys.Made revoked = keys.create(tenant.id(), Scope.ofTenants());
        assertTrue(keys.revoke(revoked.prefix()));
        for (String wrong : List.of("afk_x", unknown, revoked.secret())) {
            for (HttpRequest.Builder request : List.of(
                    api.request("/v2/jobs").header("X-API-Key", wrong).GET(),
                    api.request("/v2/jobs")
                            .header("Authorization", "Bearer " + wrong)
                            .GET(),
                    post("application/json", wrong).POST(BodyPublishers.ofString(LAKE)))) {
                Reply refused = api.send(request);
                assertEquals(401, refused.status());
                assertEquals("{\"error\":\"Unauthorized\",\"details\":\"Invalid API key\"}", refused.text());
                assertEquals("Bearer", refused.header("WWW-Authenticate").orElseThrow());
            }
        }
    }

    @Test
    void a_key_may_do_what_its_scopes_say() {
        ApiKeys keys = api.get(ApiKeys.class);
        String reads = keys.create(tenant.id(), List.of(Scope.IMAGES_READ)).secret();
        String writes = keys.create(tenant.id(), List.of(Scope.IMAGES_WRITE)).secret();
        assertEquals(200, api.get(reads, "/v2/jobs").status());
        assertForbidden("images:write", api.post(reads, GENERATE, LAKE));
        assertForbidden("billing:read", api.get(reads, "/v2/me"));
        assertForbidden("images:read", api.get(writes, "/v2/jobs"));
        assertForbidden("images:read", api.get(writes, "/v2/jobs/01234567-89ab-7def-8123-456789abcdef"));
    }

    @Test
    void a_wallet_that_does_not_cover_the_price() {
        Reply refused = api.post(api.tenant(new MicroUsd(79_999)), GENERATE, LAKE);
        assertEquals(402, refused.status());
        assertEquals("Insufficient credits", refused.at("error"));
        assertEquals("7", refused.at("balance"));
        assertEquals("8", refused.at("required"));
        Reply none = api.post(api.tenant(MicroUsd.ZERO), GENERATE, LAKE);
        assertEquals(402, none.status());
        assertEquals("0", none.at("balance"));
        assertEquals("8", none.at("required"));
    }

    @Test
    void a_queue_that_is_full() {
        String busy = api.tenant(MicroUsd.ofUsd(1));
        for (int i = 0; i < 2; i++) {
            assertEquals(202, api.post(busy, GENERATE, LAKE).status());
        }
        Reply refused = api.post(busy, GENERATE, LAKE);
        assertEquals(429, refused.status());
        assertEquals("Too many requests", refused.at("error"));
        assertEquals("QUEUE_FULL", refused.at("details.code"));
        assertEquals("10", refused.header("Retry-After").orElseThrow());
    }

    @Test
    void a_body_that_is_too_large_or_of_another_type() {
        Reply large = api.post(key, GENERATE, "{\"prompt\": \"" + "x".repeat(33 * 1024 * 1024) + "\"}");
        assertEquals(413, large.status());
        assertEquals("Payload too large", large.at("error"));
        for (String type :
                List.of("text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16")) {
            Reply refused = api.send(post(type, key).POST(BodyPublishers.ofString(LAKE)));
            assertEquals(415, refused.status(), type);
            assertEquals("Unsupported media type", refused.at("error"));
        }
    }

    @Test
    void a_path_that_is_not_there_and_a_method_that_is_not_taken() {
        Reply missing = api.get(key, "/v2/nothing");
        assertEquals(404, missing.status());
        assertEquals("Job not found", missing.at("error"));
        Reply method = api.send(api.request(GENERATE).header("X-API-Key", key).DELETE());
        assertEquals(405, method.status());
        assertEquals("Method not allowed", method.at("error"));
        assertTrue(method.header("Allow").orElseThrow().contains("POST"));
    }

    @Test
    void an_installation_without_a_provider_has_every_model_switched_off() {
        try (TestApi none = TestApi.serve(database.config(), temporal, Map.of("darkroom.sandbox", "off"))) {
            Reply refused = none.post(key, GENERATE, LAKE);
            assertEquals(503, refused.status());
            assertEquals("Service unavailable", refused.at("error"));
            assertEquals("FEATURE_DISABLED", refused.at("details.code"));
        }
    }

    @Test
    void a_database_that_is_away() throws IOException {
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestApi cut = TestApi.serve(link.config(), temporal, Map.of("darkroom.db.timeout", "1s"))) {
            assertEquals(200, cut.get(key, "/v2/jobs").status());
            link.cut();
            for (Reply refused : List.of(cut.post(key, GENERATE, LAKE), cut.get(key, "/v2/me"))) {
                assertEquals(503, refused.status(), refused::text);
                assertEquals("Service unavailable", refused.at("error"));
                assertEquals("SERVICE_UNAVAILABLE", refused.at("details.code"));
                assertEquals("2", refused.header("Retry-After").orElseThrow());
            }
        }
    }

    private static void assertNamed(String path, String code, Reply refused) {
        assertEquals(400, refused.status(), refused::text);
        assertEquals("Validation error", refused.at("error"));
        assertEquals(code, refused.at("details.code"), refused::text);
        assertEquals(path, refused.at("details.path"), refused::text);
        assertTrue(path.isEmpty() || refused.at("details.message").startsWith("`" + path + "` "), refused::text);
    }

    private static void assertForbidden(String scope, Reply refused) {
        assertEquals(403, refused.status());
        assertEquals("Forbidden", refused.at("error"));
        assertEquals("This key lacks the scope `%s`.".formatted(scope), refused.at("details.message"));
    }

    private HttpRequest.Builder post(String contentType, String secret) {
        return api.request(GENERATE).header("X-API-Key", secret).header("Content-Type", contentType);
    }
}
