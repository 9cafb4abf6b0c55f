package dev.darkroom.api.surface.vrex;

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

/** What vrex refuses, in its own shape, leaving nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VrexRefusalsTest {

    private static final String PATH = "/api/v1/images";
    private static final String BODY = "{\"prompt\": \"a lake\"}";
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(database.config(), temporal, Map.of("darkroom.queue.depth-per-tenant", 2));
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(10));

    VrexRefusalsTest() throws IOException {}

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
                "{}                                                   | prompt",
                "{\"prompt\": null}                                   | prompt",
                "{\"prompt\": \" \\n\\u200b\"}                        | prompt",
                "{\"prompt\": 5}                                      | prompt",
                "{\"prompt\": \"x\", \"n\": 0}                        | n",
                "{\"prompt\": \"x\", \"n\": 5}                        | n",
                "{\"prompt\": \"x\", \"n\": 1.0}                      | n",
                "{\"prompt\": \"x\", \"n\": \"1\"}                    | n",
                "{\"prompt\": \"x\", \"size\": \"1024X1024\"}         | size",
                "{\"prompt\": \"x\", \"size\": \"2048x2048\"}         | size",
                "{\"prompt\": \"x\", \"size\": 1024}                  | size",
                "{\"prompt\": \"x\", \"model\": \"gpt-image-2\"}      | model",
                "{\"prompt\": \"x\", \"model\": \"Nano-Banana-2\"}    | model",
                "{\"prompt\": \"x\", \"model\": \"\"}                 | model",
                "{\"prompt\": \"x\", \"seed\": -1}                    | seed",
                "{\"prompt\": \"x\", \"seed\": 9223372036854775808}   | seed",
                "{\"prompt\": \"x\", \"seed\": 1.0}                   | seed",
                "{\"prompt\": \"x\", \"seed\": \"1\"}                 | seed",
                "{\"prompt\": \"x\", \"ref_images\": \"https://example.com/a.png\"} | ref_images",
                "{\"prompt\": \"x\", \"ref_images\": [\"https://example.com/a.png\", 5]} | ref_images[1]",
                "{\"prompt\": \"x\", \"ref_images\": [\"http://example.com/a.png\"]} | ref_images[0]",
                "{\"prompt\": \"x\", \"ref_images\": [\"https://127.0.0.1/a.png\"]} | ref_images[0]",
                "{\"prompt\": \"x\", \"ref_images\": [\"data:image/png;base64,!!!\"]} | ref_images[0]",
                "{\"prompt\": \"x\", \"ref_images\": [\"data:image/png;base64,aGVsbG8=\"]} | ref_images[0]",
                "{\"prompt\": \"x\", \"ref_images\": [\"data:text/plain,hello\"]} | ref_images[0]",
                "{\"prompt\": \"x\", \"ref_images\": [\"a\", \"b\", \"c\", \"d\", \"e\"]} | ref_images",
                "{\"prompt\": \"x\", \"webhook_url\": \"http://example.com\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": \"https://localhost/\"} | webhook_url",
                "{\"prompt\": \"x\", \"webhook_url\": 5}              | webhook_url",
                "{\"prompt\": \"x\", \"output_format\": \"b64_json\"} | output_format",
                "{\"prompt\": \"x\", \"quality\": \"hd\"}             | quality",
                "{\"prompt\": \"x\", \"metadata\": {}}                | metadata"
            })
    void a_wrong_field_is_named(String body, String param) {
        Reply refused = api.post(tenant.key(), PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("VALIDATION_ERROR", refused.at("error.code"));
        assertEquals(param, refused.at("error.param"), refused::text);
        assertTrue(refused.at("error.message").contains("`" + param + "`"), refused::text);
        assertEquals(refused.header("X-Request-Id").orElseThrow(), refused.at("error.request_id"));
    }

    @Test
    void a_prompt_is_counted_in_code_points() {
        String longest = "{\"prompt\": \"%s\"}".formatted("\uD83C\uDF0A".repeat(2000));
        assertEquals(
                200, api.post(tenant.key(), PATH + "?dry_run=true", longest).status());
        String longer = "{\"prompt\": \"%s\"}".formatted("\uD83C\uDF0A".repeat(2001));
        assertEquals("prompt", api.post(tenant.key(), PATH, longer).at("error.param"));
    }

    @Test
    void a_picture_inside_the_request_has_its_bounds() {
        byte[] large = new byte[4 * 1024 * 1024 + 1];
        System.arraycopy(PIXEL, 0, large, 0, PIXEL.length);
        Reply refused = api.post(tenant.key(), PATH, edit(large));
        assertEquals(400, refused.status());
        assertEquals("VALIDATION_ERROR", refused.at("error.code"));
        assertEquals("ref_images[0]", refused.at("error.param"));
    }

    @Test
    void pictures_to_work_from_are_priced() {
        for (String body :
                List.of(edit(PIXEL), "{\"prompt\": \"x\", \"ref_images\": [\"https://example.com/a.png\"]}")) {
            Reply priced = api.post(tenant.key(), PATH + "?dry_run=true", body);
            assertEquals(200, priced.status(), priced::text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry_run=1", "dryrun=true", "dry_run=true&dry_run=true"})
    void a_wrong_query_is_named(String query) {
        Reply refused = api.post(tenant.key(), PATH + "?" + query, BODY);
        assertEquals(400, refused.status());
        assertEquals(query.substring(0, query.indexOf('=')), refused.at("error.param"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"prompt\": \"x\", \"prompt\": \"y\"}", "{\"prompt\": \"x\"} {}"})
    void what_is_not_json_is_said_to_be_none(String body) {
        Reply refused = api.post(tenant.key(), PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("VALIDATION_ERROR", refused.at("error.code"));
    }

    @Test
    void no_key_and_a_wrong_key() {
        Reply none = api.send(
                api.request(PATH).header("Content-Type", "application/json").POST(BodyPublishers.ofString(BODY)));
        assertEquals(401, none.status());
        assertEquals("UNAUTHORIZED", none.at("error.code"));
        assertEquals("Bearer", none.header("WWW-Authenticate").orElseThrow());
        String unknown = tenant.key().substring(0, tenant.key().length() - 4) + "AAAA";
        String reference = withoutRequestId(api.get(unknown, "/api/v1/usage"));
        for (String wrong : List.of("Basic dTpw", "Bearer x", "Bearer sk-dr-")) {
            Reply refused = api.send(
                    api.request("/api/v1/usage").header("Authorization", wrong).GET());
            assertEquals(401, refused.status());
            assertEquals(reference, withoutRequestId(refused));
        }
        assertEquals(
                200,
                api.send(api.request("/api/v1/usage")
                                .header("X-API-Key", tenant.key())
                                .GET())
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGES_READ,  POST, /api/v1/images,    images:write",
        "IMAGES_WRITE, GET,  /api/v1/images/ig, images:read",
        "IMAGES_READ,  GET,  /api/v1/usage,     billing:read"
    })
    void a_key_without_the_scope(Scope scope, String method, String path, String missing) {
        String key = api.get(ApiKeys.class).create(tenant.id(), List.of(scope)).secret();
        Reply refused = method.equals("GET") ? api.get(key, path) : api.post(key, path, BODY);
        assertEquals(403, refused.status());
        assertEquals("FORBIDDEN", refused.at("error.code"));
        assertTrue(refused.at("error.message").contains(missing));
    }

    @Test
    void too_little_money_and_no_wallet() {
        Reply poor = api.post(api.tenant(new MicroUsd(12_999)), PATH, BODY);
        assertEquals(402, poor.status());
        assertEquals("INSUFFICIENT_BALANCE_FOR_IMAGE", poor.at("error.code"));
        String none = api.tenant(MicroUsd.ZERO);
        Reply walletless = api.post(none, PATH, BODY);
        assertEquals(404, walletless.status());
        assertEquals("WALLET_NOT_FOUND", walletless.at("error.code"));
        assertEquals("0", api.get(none, "/api/v1/usage").at("balance_usd"));
    }

    @Test
    void a_path_that_is_not_there_and_a_method_that_is_not_taken() {
        for (String path : List.of(PATH + "/x/y", PATH, "/api/v1/usage/x")) {
            Reply refused = api.get(tenant.key(), path);
            assertEquals(path.equals(PATH) ? 405 : 404, refused.status(), path);
            assertEquals(path.equals(PATH) ? "METHOD_NOT_ALLOWED" : "NOT_FOUND", refused.at("error.code"), path);
        }
    }

    @Test
    void too_large_and_of_another_type() {
        Reply large = api.post(tenant.key(), PATH, " ".repeat(33 * 1024 * 1024) + BODY);
        assertEquals(413, large.status());
        assertEquals("PAYLOAD_TOO_LARGE", large.at("error.code"));
        Reply type = api.send(api.request(PATH)
                .header("Authorization", "Bearer " + tenant.key())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(BODY)));
        assertEquals(415, type.status());
        assertEquals("UNSUPPORTED_MEDIA_TYPE", type.at("error.code"));
    }

    @Test
    void a_queue_that_is_full() {
        String busy = api.tenant(MicroUsd.ofUsd(1));
        for (int i = 0; i < 2; i++) {
            assertEquals(202, api.post(busy, PATH, BODY).status());
        }
        Reply refused = api.post(busy, PATH, BODY);
        assertEquals(429, refused.status());
        assertEquals("QUEUE_FULL", refused.at("error.code"));
        assertEquals("10", refused.header("Retry-After").orElseThrow());
    }

    @Test
    void a_model_that_nobody_makes_and_a_database_that_is_away() throws IOException {
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestApi bare = TestApi.serve(
                        link.config(), temporal, Map.of("darkroom.sandbox", "off", "darkroom.db.timeout", "1s"))) {
            Reply off = bare.post(tenant.key(), PATH, BODY);
            assertEquals(503, off.status(), off::text);
            assertEquals("FEATURE_DISABLED", off.at("error.code"));
            link.cut();
            Reply away = bare.get(tenant.key(), "/api/v1/usage");
            assertEquals(503, away.status(), away::text);
            assertEquals("SERVICE_UNAVAILABLE", away.at("error.code"));
            assertEquals("2", away.header("Retry-After").orElseThrow());
        }
    }

    private static String edit(byte[] image) {
        return "{\"prompt\": \"x\", \"ref_images\": [\"data:image/png;base64,%s\"]}"
                .formatted(Base64.getEncoder().encodeToString(image));
    }

    private static String withoutRequestId(Reply reply) {
        return reply.text().replaceAll("req_[0-9a-f]+", "");
    }
}
