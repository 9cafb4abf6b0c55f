package dev.darkroom.api.surface.gptimage2;

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
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gptimage2 refuses, in its own shape, leaving nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GptImage2RefusalsTest {

    private static final String PATH = "/api/ai/image/generate";
    private static final String BODY = "{\"prompt\": \"a lake\"}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(database.config(), temporal, Map.of("darkroom.queue.depth-per-tenant", 2));
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(10));

    GptImage2RefusalsTest() throws IOException {}

    @AfterEach
    void nothing_is_left_behind() {
        String of = " WHERE tenant_id = '%s'".formatted(tenant.id().text());
        assertEquals(0, database.count("SELECT COUNT(*) FROM job" + of));
        assertEquals(0, database.count("SELECT held FROM wallet" + of));
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
                "{}                                                         | prompt",
                "{\"prompt\": null}                                         | prompt",
                "{\"prompt\": \" \\n\\u200b\"}                              | prompt",
                "{\"prompt\": 5}                                            | prompt",
                "{\"prompt\": \"x\", \"model\": \"dall-e-3\"}               | model",
                "{\"prompt\": \"x\", \"model\": \"GPT-Image-2\"}            | model",
                "{\"prompt\": \"x\", \"model\": \"nano-banana\"}            | model",
                "{\"prompt\": \"x\", \"model\": \"\"}                       | model",
                "{\"prompt\": \"x\", \"aspectRatio\": \"1:0\"}              | aspectRatio",
                "{\"prompt\": \"x\", \"aspectRatio\": \"2:1\"}              | aspectRatio",
                "{\"prompt\": \"x\", \"resolution\": \"1K\"}                | resolution",
                "{\"prompt\": \"x\", \"resolution\": \"8K\", \"model\": \"nano-banana-2\"} | resolution",
                "{\"prompt\": \"x\", \"resolution\": \"1k\", \"model\": \"nano-banana-2\"} | resolution",
                "{\"prompt\": \"x\", \"resolution\": \"2K\", \"model\": \"google/nano-banana\"} | resolution",
                "{\"prompt\": \"x\", \"outputFormat\": \"gif\"}             | outputFormat",
                "{\"prompt\": \"x\", \"outputFormat\": \"webp\", \"model\": \"google/nano-banana\"} | outputFormat",
                "{\"prompt\": \"x\", \"n\": 1}                              | n",
                "{\"prompt\": \"x\", \"webhookUrl\": \"https://example.com\"} | webhookUrl",
                "{\"prompt\": \"x\", \"providerInput\": []}                 | providerInput",
                "{\"prompt\": \"x\", \"providerInput\": \"{}\"}             | providerInput"
            })
    void a_wrong_field_is_named(String body, String field) {
        Reply refused = api.post(tenant.key(), PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("Invalid request", refused.at("error"));
        assertEquals("[0]", refused.at("details.formErrors"));
        assertEquals("{1}", refused.at("details.fieldErrors"));
        assertTrue(refused.at("details.fieldErrors." + field + ".0").startsWith("`" + field + "` "), refused::text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"inputImageUrls\": \"https://example.com/a.png\"          | inputImageUrls | inputImageUrls",
                "\"inputImageUrls\": [5]                                    | inputImageUrls | inputImageUrls[0]",
                "\"inputImageUrls\": [\"https://example.com/a.png\", \"http://example.com/b.png\"]"
                        + " | inputImageUrls | inputImageUrls[1]",
                "\"inputImageUrls\": [\"data:image/png;base64,AAAA\"]       | inputImageUrls | inputImageUrls[0]",
                "\"providerInput\": {\"n\": 4}                              | providerInput | providerInput.n",
                "\"providerInput\": {\"prompt\": \"y\"}                     | providerInput | providerInput.prompt",
                "\"providerInput\": {\"size\": \"8192x8192\"}               | providerInput | providerInput.size",
                "\"providerInput\": {\"webhook\": \"https://example.com\"}  | providerInput | providerInput.webhook",
                "\"providerInput\": {\"safety_checker\": false}             | providerInput |"
                        + " providerInput.safety_checker",
                "\"providerInput\": {\"moderation\": \"low\"}               | providerInput | providerInput.moderation",
                "\"providerInput\": {\"api_key\": \"x\"}                    | providerInput | providerInput.api_key",
                "\"providerInput\": {\"Background\": \"opaque\"}            | providerInput | providerInput.Background",
                "\"providerInput\": {\"background\": \"opaque\", \"BACKGROUND\": \"opaque\"}"
                        + " | providerInput | providerInput.BACKGROUND",
                "\"providerInput\": {\"background\": \"green\"}             | providerInput | providerInput.background",
                "\"providerInput\": {\"background\": null}                  | providerInput | providerInput.background",
                "\"providerInput\": {\"output_compression\": 101}           | providerInput |"
                        + " providerInput.output_compression"
            })
    void a_wrong_place_within_a_field_is_named(String part, String field, String path) {
        Reply refused = api.post(tenant.key(), PATH, "{\"prompt\": \"x\", %s}".formatted(part));
        assertEquals(400, refused.status(), refused::text);
        String message = refused.at("details.fieldErrors." + field + ".0");
        assertTrue(message.startsWith("`" + path + "` "), refused::text);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-image-2,        4,  20000",
        "nano-banana-2,      14, 20000",
        "nano-banana-pro,    8,  10000",
        "google/nano-banana, 10, 5000"
    })
    void every_model_has_its_bounds(String model, int references, int characters) {
        String urls = "\"https://example.com/a.png\", ".repeat(references);
        String body = "{\"prompt\": \"x\", \"model\": \"%s\", \"inputImageUrls\": [%s]}";
        String fitting = body.formatted(model, urls.substring(0, urls.length() - 2));
        Reply most = api.post(tenant.key(), PATH + "?dry_run=true", fitting);
        assertEquals(200, most.status(), most::text);
        Reply more = api.post(tenant.key(), PATH, body.formatted(model, urls + "\"https://example.com/b.png\""));
        assertEquals(400, more.status(), more::text);
        assertEquals("[1]", more.at("details.fieldErrors.inputImageUrls"));
        String prompt = "{\"prompt\": \"%s\", \"model\": \"%s\"}";
        String longest = prompt.formatted("\uD83C\uDF0A".repeat(characters), model);
        assertEquals(
                200, api.post(tenant.key(), PATH + "?dry_run=true", longest).status());
        Reply longer = api.post(tenant.key(), PATH, prompt.formatted("x".repeat(characters + 1), model));
        assertEquals("[1]", longer.at("details.fieldErrors.prompt"), longer::text);
    }

    @Test
    void what_is_passed_through_has_at_most_16_kilobytes() {
        String large =
                "{\"prompt\": \"x\", \"providerInput\": {\"background\": \"%s\"}}".formatted("x".repeat(16 * 1024));
        assertEquals(
                "`providerInput` must have at most 16384 bytes.",
                api.post(tenant.key(), PATH, large).at("details.fieldErrors.providerInput.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"prompt\": \"x\", \"prompt\": \"y\"}", "{\"prompt\": \"x\"} {}"})
    void what_is_not_json_is_an_error_of_the_whole(String body) {
        Reply refused = api.post(tenant.key(), PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("[1]", refused.at("details.formErrors"), refused::text);
        assertEquals("{0}", refused.at("details.fieldErrors"));
    }

    @Test
    void a_wrong_query_is_named() {
        Reply refused = api.post(tenant.key(), PATH + "?dry_run=1", BODY);
        assertEquals(400, refused.status());
        assertEquals("[1]", refused.at("details.fieldErrors.dry_run"));
    }

    @Test
    void no_key_a_wrong_key_and_one_without_the_scope() {
        Reply none = api.send(
                api.request(PATH).header("Content-Type", "application/json").POST(BodyPublishers.ofString(BODY)));
        assertRefused(401, "Unauthorized", none);
        assertEquals("Bearer", none.header("WWW-Authenticate").orElseThrow());
        for (String wrong : List.of("Basic dTpw", "Bearer x", "Bearer sk-dr-")) {
            Reply refused = api.send(api.request("/api/ai/tasks/x")
                    .header("Authorization", wrong)
                    .GET());
            assertRefused(401, "Unauthorized", refused);
        }
        ApiKeys keys = api.get(ApiKeys.class);
        String reads = keys.create(tenant.id(), List.of(Scope.IMAGES_READ)).secret();
        assertRefused(403, "Forbidden", api.post(reads, PATH, BODY));
        String writes = keys.create(tenant.id(), List.of(Scope.IMAGES_WRITE)).secret();
        assertRefused(403, "Forbidden", api.get(writes, "/api/ai/tasks/x"));
    }

    @Test
    void too_little_money_and_no_wallet() {
        for (MicroUsd balance : List.of(new MicroUsd(29_999), MicroUsd.ZERO)) {
            Reply poor = api.post(api.tenant(balance), PATH, BODY);
            assertEquals(402, poor.status());
            assertEquals("{\"error\":\"Insufficient credits\",\"required\":3}", poor.text());
        }
    }

    @Test
    void a_path_that_is_not_there_and_a_method_that_is_not_taken() {
        assertRefused(404, "Task not found", api.get(tenant.key(), "/api/ai/nothing"));
        assertRefused(405, "Method Not Allowed", api.get(tenant.key(), PATH));
    }

    @Test
    void too_large_and_of_another_type() {
        assertRefused(413, "Payload Too Large", api.post(tenant.key(), PATH, " ".repeat(33 * 1024 * 1024) + BODY));
        Reply type = api.send(api.request(PATH)
                .header("Authorization", "Bearer " + tenant.key())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(BODY)));
        assertRefused(415, "Unsupported Media Type", type);
    }

    @Test
    void a_queue_that_is_full() {
        String busy = api.tenant(MicroUsd.ofUsd(1));
        for (int i = 0; i < 2; i++) {
            assertEquals(200, api.post(busy, PATH, BODY).status());
        }
        Reply refused = api.post(busy, PATH, BODY);
        assertRefused(429, "Too Many Requests", refused);
        assertEquals("10", refused.header("Retry-After").orElseThrow());
    }

    @Test
    void a_model_that_nobody_makes_and_a_database_that_is_away() throws IOException {
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestApi bare = TestApi.serve(
                        link.config(), temporal, Map.of("darkroom.sandbox", "off", "darkroom.db.timeout", "1s"))) {
            assertRefused(503, "Service Unavailable", bare.post(tenant.key(), PATH, BODY));
            link.cut();
            Reply away = bare.get(tenant.key(), "/api/ai/tasks/ig_" + "0".repeat(32));
            assertRefused(503, "Service Unavailable", away);
            assertEquals("2", away.header("Retry-After").orElseThrow());
        }
    }

    private static void assertRefused(int status, String error, Reply reply) {
        assertEquals(status, reply.status(), reply::text);
        assertEquals("{\"error\":\"%s\"}".formatted(error), reply.text());
        assertTrue(reply.header("X-Request-Id").isPresent());
    }
}
