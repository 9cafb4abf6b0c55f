package dev.darkroom.api.surface.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request that is not done is told why, in the original's shape. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiRefusalsTest {

    private static final int ATTEMPTS = 50;
    private static final String PATH = "/openai/v1/images/generations";
    private static final String LAKE = "{\"prompt\": \"a lake\"}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            database.config(), temporal, Map.of("darkroom.queue.depth-per-tenant", 2, "darkroom.waiting.limit", "1s"));
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(10));
    private final String key = tenant.key();

    OpenAiRefusalsTest() throws IOException {}

    @AfterAll
    void close() {
        assertEquals(
                0,
                database.count("SELECT COUNT(*) FROM job WHERE tenant_id = '%s'"
                        .formatted(tenant.id().text())));
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                        | prompt",
                "{\"prompt\": null}                                        | prompt",
                "{\"prompt\": \"\"}                                        | prompt",
                "{\"prompt\": \" \\t \"}                                   | prompt",
                "{\"prompt\": 5}                                           | prompt",
                "{\"prompt\": \"x\\u0000\"}                                | prompt",
                "{\"prompt\": \"x\\ud800\"}                                | prompt",
                "{\"prompt\": \"x\", \"model\": 7}                         | model",
                "{\"prompt\": \"x\", \"model\": \"\"}                      | model",
                "{\"prompt\": \"x\", \"n\": 0}                             | n",
                "{\"prompt\": \"x\", \"n\": 11}                            | n",
                "{\"prompt\": \"x\", \"n\": 1.0}                           | n",
                "{\"prompt\": \"x\", \"n\": \"1\"}                         | n",
                "{\"prompt\": \"x\", \"n\": 1e400}                         | n",
                "{\"prompt\": \"x\", \"n\": true}                          | n",
                "{\"prompt\": \"x\", \"size\": \"1024\"}                   | size",
                "{\"prompt\": \"x\", \"size\": \"1024X1024\"}              | size",
                "{\"prompt\": \"x\", \"size\": \"-1x1\"}                   | size",
                "{\"prompt\": \"x\", \"size\": \"1e3x1e3\"}                | size",
                "{\"prompt\": \"x\", \"size\": \"9999x9999\"}              | size",
                "{\"prompt\": \"x\", \"size\": \"99999999999x1\"}          | size",
                "{\"prompt\": \"x\", \"size\": \"1024x1025\"}              | size",
                "{\"prompt\": \"x\", \"size\": 1024}                       | size",
                "{\"prompt\": \"x\", \"quality\": \"ultra\"}               | quality",
                "{\"prompt\": \"x\", \"output_format\": \"bmp\"}           | output_format",
                "{\"prompt\": \"x\", \"output_compression\": 101}          | output_compression",
                "{\"prompt\": \"x\", \"background\": \"red\"}              | background",
                "{\"prompt\": \"x\", \"moderation\": \"none\"}             | moderation",
                "{\"prompt\": \"x\", \"style\": \"vivid\"}                 | style",
                "{\"prompt\": \"x\", \"input_fidelity\": \"high\"}         | input_fidelity",
                "{\"prompt\": \"x\", \"response_format\": \"uri\"}         | response_format",
                "{\"prompt\": \"x\", \"response_format\": \"url\", \"stream\": true} | response_format",
                "{\"prompt\": \"x\", \"stream\": \"true\"}                 | stream",
                "{\"prompt\": \"x\", \"stream\": 1}                        | stream",
                "{\"prompt\": \"x\", \"partial_images\": 4}                | partial_images",
                "{\"prompt\": \"x\", \"partial_images\": -1}               | partial_images",
                "{\"prompt\": \"x\", \"user\": 5}                          | user",
                "{\"prompt\": \"x\", \"seed\": 1}                          | seed",
                "{\"prompt\": \"x\", \"image\": \"https://example.com/a.png\"} | image",
                "{\"prompt\": \"x\", \"__proto__\": {}}                    | __proto__",
                "{\"prompt\": \"x {sandbox: fail=never}\"}                 | prompt"
            })
    void a_wrong_field_is_named(String body, String param) {
        Reply refused = api.post(key, PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("invalid_request_error", refused.at("error.type"));
        assertEquals(param, refused.at("error.param"), refused::text);
        assertTrue(refused.at("error.message").contains("`" + param + "`"), refused::text);
        assertTrue(refused.header("X-Request-Id").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"prompt\": \"x\", \"prompt\": \"y\"}", "{'prompt': 'x'}", "null"})
    void what_is_not_json_is_said_to_be_none(String body) {
        Reply refused = api.post(key, PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("", refused.at("error.param"));
    }

    @Test
    void a_prompt_has_its_bounds_in_code_points() {
        String longest = "☃".repeat(OpenAiRequest.PROMPT_MAX);
        String path = PATH + "?dry_run=true";
        assertEquals(
                200,
                api.post(key, path, "{\"prompt\": \"%s\"}".formatted(longest)).status());
        assertEquals(
                "prompt",
                api.post(key, path, "{\"prompt\": \"%s☃\"}".formatted(longest)).at("error.param"));
    }

    @Test
    void a_model_that_is_not_there() {
        for (String model : List.of("gpt-image-9", "GPT-IMAGE-2", "../x", "openai/none")) {
            Reply refused = api.post(key, PATH, "{\"prompt\": \"x\", \"model\": \"%s\"}".formatted(model));
            assertEquals(404, refused.status(), refused::text);
            assertEquals("model_not_found", refused.at("error.code"));
            assertEquals("model", refused.at("error.param"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer sk-dr-none", "Basic eDp5", "Bearer sk-dr-aaaaaaaaaaaa-" + "b"})
    void a_key_that_is_none(String authorization) {
        HttpRequest.Builder request = api.request(PATH).header("Content-Type", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        Reply refused = api.send(request.POST(BodyPublishers.ofString(LAKE)));
        assertEquals(401, refused.status(), refused::text);
        assertEquals("invalid_api_key", refused.at("error.code"));
        assertEquals("Bearer", refused.header("WWW-Authenticate").orElseThrow());
    }

    @Test
    void a_key_without_the_scope() {
        String reader = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_READ))
                .secret();
        Reply refused = api.post(reader, PATH, LAKE);
        assertEquals(403, refused.status());
        assertEquals("permission_denied", refused.at("error.code"));
        assertEquals(200, api.get(reader, "/openai/v1/models").status());
        String writer = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_WRITE))
                .secret();
        assertEquals(403, api.get(writer, "/openai/v1/models").status());
    }

    @Test
    void a_key_in_the_other_header_is_as_good() {
        HttpRequest.Builder request = api.request("/openai/v1/models").header("X-API-Key", key);
        assertEquals(200, api.send(request.GET()).status());
    }

    @Test
    void no_money_is_a_quota_that_is_used_up() {
        for (MicroUsd credit : List.of(MicroUsd.ZERO, new MicroUsd(49_999))) {
            Reply refused = api.post(api.tenant(credit), PATH, LAKE);
            assertEquals(429, refused.status(), refused::text);
            assertEquals("insufficient_quota", refused.at("error.type"));
            assertEquals("insufficient_quota", refused.at("error.code"));
            assertEquals("false", refused.header("x-should-retry").orElseThrow());
        }
    }

    @Test
    void a_wait_that_is_over_is_told_with_the_job_and_a_full_queue_is_too_many_requests() {
        String busy = api.tenant(MicroUsd.ofUsd(1));
        Reply late = api.post(busy, PATH, LAKE, "Idempotency-Key", "k");
        assertEquals(504, late.status(), late::text);
        String job = late.header("X-Job-Id").orElseThrow();
        assertTrue(late.at("error.message").contains(job));
        assertEquals("false", late.header("x-should-retry").orElseThrow());
        assertTrue(late.header("X-Cost-Usd").isEmpty(), "nobody knows yet");
        assertEquals(
                job,
                api.post(busy, PATH, LAKE, "Idempotency-Key", "k")
                        .header("X-Job-Id")
                        .orElseThrow());
        assertEquals(504, api.post(busy, PATH, LAKE).status());
        Reply full = api.post(busy, PATH, LAKE);
        assertEquals(429, full.status());
        assertEquals("rate_limit_exceeded", full.at("error.code"));
        assertEquals("10", full.header("Retry-After").orElseThrow());
        assertEquals("queued", api.get(busy, "/v1/tasks/" + job).at("status"), "the job goes on");
    }

    @Test
    void what_a_tier_and_a_key_allow_is_too_many_requests_or_a_quota_that_is_used_up() {
        database.execute("INSERT INTO tier (name, running_max, depth_max, daily_images, post_burst, post_per_second,"
                + " get_burst, get_per_second) VALUES ('tiny', 1, 10, 1, 1, 1, 1, 1)");
        Tenants.Added tiny = api.added(MicroUsd.ofUsd(1));
        String where = "'%s'".formatted(tiny.id().text());
        database.execute("UPDATE tenant SET tier = 'tiny' WHERE id = " + where);
        Reply capped = api.post(tiny.key(), PATH, "{\"prompt\": \"a lake\", \"n\": 2}");
        assertTooMany(capped, "rate_limit_exceeded");
        assertEquals("false", capped.header("x-should-retry").orElseThrow());
        assertTrue(Integer.parseInt(capped.header("Retry-After").orElseThrow()) > 0);
        // A token comes back each second, so that a request between two of them is let in now and then.
        Reply fast = Stream.generate(() -> api.post(tiny.key(), PATH, "{"))
                .limit(ATTEMPTS)
                .filter(reply -> reply.status() != 400)
                .findFirst()
                .orElseThrow();
        assertTooMany(fast, "rate_limit_exceeded");
        assertEquals("1", fast.header("Retry-After").orElseThrow());
        assertTrue(fast.header("x-should-retry").isEmpty(), "in a second it is right");
        Tenants.Added frugal = api.added(MicroUsd.ofUsd(1));
        database.execute("UPDATE api_key SET month_limit = 49999 WHERE tenant_id = '%s'"
                .formatted(frugal.id().text()));
        assertTooMany(api.post(frugal.key(), PATH, LAKE), "insufficient_quota");
    }

    private static void assertTooMany(Reply refused, String code) {
        assertEquals(429, refused.status(), refused::text);
        assertEquals(code, refused.at("error.code"));
    }

    @Test
    void paths_and_methods_that_are_not_there() {
        for (String path :
                List.of("/openai/v1/images/variations", "/openai/v1/nothing", "/openai/v1/chat/completions")) {
            Reply refused = api.post(key, path, LAKE);
            assertEquals(404, refused.status(), path);
            assertEquals("invalid_request_error", refused.at("error.type"));
        }
        Reply method = api.get(key, PATH);
        assertEquals(405, method.status());
        assertEquals("method_not_supported", method.at("error.code"));
        assertTrue(method.header("Allow").orElseThrow().contains("POST"));
    }

    @Test
    void bodies_that_are_too_large_or_of_another_type() {
        Reply large = api.post(key, PATH, "{\"prompt\": \"" + "x".repeat(1_100_000) + "\"}");
        assertEquals(413, large.status());
        assertEquals("payload_too_large", large.at("error.code"));
        for (String type :
                List.of("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
            HttpRequest.Builder request = api.request(PATH).header("Authorization", "Bearer " + key);
            Reply refused = api.send(request.header("Content-Type", type).POST(BodyPublishers.ofString(LAKE)));
            assertEquals(415, refused.status(), type);
            assertEquals("unsupported_media_type", refused.at("error.code"));
        }
    }

    @Test
    void query_parameters_and_keys_that_cannot_be_read() {
        assertEquals("dry_run", api.post(key, PATH + "?dry_run=1", LAKE).at("error.param"));
        assertEquals("api-version", api.post(key, PATH + "?api-version=1", LAKE).at("error.param"));
        assertEquals("limit", api.get(key, "/openai/v1/models?limit=1").at("error.param"));
        assertEquals(
                "Idempotency-Key",
                api.post(key, PATH, LAKE, "Idempotency-Key", "x".repeat(256)).at("error.param"));
    }

    @Test
    void a_database_that_is_away_and_an_outcome_that_is_unknown() throws IOException {
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestApi cut = TestApi.serve(link.config(), temporal, Map.of("darkroom.db.timeout", "1s"))) {
            String other = cut.tenant(MicroUsd.ofUsd(1));
            assertEquals(200, cut.get(other, "/openai/v1/models").status());
            link.cutAfterNextCommit();
            Reply unknown = cut.post(other, PATH, LAKE);
            assertEquals(500, unknown.status(), unknown::text);
            assertEquals("server_error", unknown.at("error.code"));
            assertEquals("false", unknown.header("x-should-retry").orElseThrow());
            assertTrue(unknown.header("X-Job-Id").isPresent());
            Reply away = cut.post(other, PATH, LAKE);
            link.mend();
            assertEquals(503, away.status(), away::text);
            assertEquals("server_error", away.at("error.code"));
            assertEquals("2", away.header("Retry-After").orElseThrow());
            assertFalse(away.header("x-should-retry").isPresent(), "nothing was written: to send it again is right");
        }
    }

    @Test
    void a_model_without_a_provider_is_switched_off() {
        try (TestApi bare = TestApi.serve(database.config(), temporal, Map.of("darkroom.sandbox", "off"))) {
            Reply refused = bare.post(bare.tenant(MicroUsd.ofUsd(1)), PATH, LAKE);
            assertEquals(503, refused.status());
            assertEquals("server_error", refused.at("error.code"));
            assertEquals("model", refused.at("error.param"));
        }
    }
}
