package dev.darkroom.api.surface.stratizon.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.activities.webhook.WebhookSecrets;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.api.testing.TestReceiver;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints over HTTP: how they come, change and go, and who gets to see their secrets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsTest {

    private static final String ENDPOINTS = "/v1/webhook-endpoints";
    private static final String URL = "https://example.com/hook";
    private static final String NO_ENDPOINT = "whe_0197a3c400007000800000000000000e";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestReceiver receiver = new TestReceiver();
    private final TestApi api = TestApi.serve(
            database.config(),
            temporal,
            Map.of(
                    "darkroom.network.allow-http",
                    true,
                    "darkroom.network.allow-local",
                    true,
                    "darkroom.webhook.endpoints-max",
                    2,
                    "darkroom.webhook.redeliveries-per-minute",
                    2));
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));

    EndpointsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        receiver.close();
        temporal.close();
    }

    @Test
    void an_endpoint_is_added_read_changed_and_removed() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply added = api.post(key, ENDPOINTS, "{\"url\": \"%s\"}".formatted(URL));
        assertEquals(201, added.status(), added::text);
        String id = added.at("id");
        assertTrue(id.matches("whe_[0-9a-f]{32}"), id);
        assertEquals("[3]", added.at("events"));
        assertEquals("succeeded", added.at("events.0"));
        assertEquals("", added.at("description"));
        assertEquals("enabled", added.at("state"));
        assertTrue(added.at("secret").matches("whsec_[A-Za-z0-9+/]{43}="));
        String path = ENDPOINTS + "/" + id;
        Reply read = api.get(key, path);
        assertEquals(200, read.status());
        assertEquals(added.text().replaceAll(",\"secret\":\"[^\"]*\"", ""), read.text());
        assertEquals(
                "{\"endpoints\":[%s]}".formatted(read.text()),
                api.get(key, ENDPOINTS).text());
        Reply changed = patch(key, path, """
            {"url": "https://example.com/other", "events": ["failed", "progressed"], "description": "a shop",
             "state": "disabled"}\
            """);
        assertEquals(200, changed.status(), changed::text);
        assertEquals("https://example.com/other", changed.at("url"));
        assertEquals("progressed", changed.at("events.0"));
        assertEquals("failed", changed.at("events.1"));
        assertEquals("a shop", changed.at("description"));
        assertEquals("disabled", changed.at("state"));
        assertEquals("disabled by you", changed.at("disabled_reason"));
        assertEquals(changed.text(), patch(key, path, "{}").text());
        Reply enabled = patch(key, path, "{\"state\": \"enabled\", \"description\": \"\"}");
        assertEquals("enabled", enabled.at("state"));
        assertTrue(enabled.text().contains("\"disabled_reason\":null"));
        assertEquals("", enabled.at("description"));
        assertEquals("https://example.com/other", enabled.at("url"));
        assertEquals(204, send(key, "DELETE", path).status());
        for (String method : List.of("GET", "PATCH", "DELETE")) {
            assertEquals(404, send(key, method, path).status(), method);
        }
        assertEquals("[0]", api.get(key, ENDPOINTS).at("endpoints"));
    }

    @Test
    void one_that_its_receiver_disabled_keeps_its_reason_until_it_is_enabled() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String path = ENDPOINTS + "/" + add(key).at("id");
        database.execute("UPDATE webhook_endpoint SET disabled_reason = 'it answered 410 Gone', failures = 7"
                + " WHERE id = '%s'".formatted(hyphenated(path)));
        assertEquals(
                "it answered 410 Gone",
                patch(key, path, "{\"state\": \"disabled\"}").at("disabled_reason"));
        assertEquals(
                "it answered 410 Gone",
                patch(key, path, "{\"description\": \"x\"}").at("disabled_reason"));
        assertEquals("enabled", patch(key, path, "{\"state\": \"enabled\"}").at("state"));
        assertEquals(
                0, database.count("SELECT failures FROM webhook_endpoint WHERE id = '%s'".formatted(hyphenated(path))));
    }

    @Test
    void there_are_only_so_many() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String first = add(key).at("id");
        assertEquals(201, add(key).status());
        Reply refused = add(key);
        assertEquals(409, refused.status());
        assertEquals("CONFLICT", refused.at("error.code"));
        assertTrue(refused.at("error.message").contains("2 webhook endpoints"), refused::text);
        assertEquals(204, send(key, "DELETE", ENDPOINTS + "/" + first).status());
        assertEquals(201, add(key).status());
    }

    @Test
    void a_secret_is_shown_once_and_sealed_at_rest() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply added = add(key);
        String secret = added.at("secret");
        String path = ENDPOINTS + "/" + added.at("id");
        String sealed = column("secret", path);
        assertFalse(sealed.contains(secret.substring("whsec_".length())));
        assertEquals(List.of(secret), api.get(WebhookSecrets.class).open(sealed, null));
        Reply rotated = api.post(key, path + "/rotate", "");
        assertEquals(200, rotated.status(), rotated::text);
        assertNotEquals(secret, rotated.at("secret"));
        assertEquals(
                List.of(rotated.at("secret"), secret),
                api.get(WebhookSecrets.class).open(column("secret", path), column("secret_before", path)));
        for (Reply read : List.of(api.get(key, path), api.get(key, ENDPOINTS), patch(key, path, "{}"))) {
            assertFalse(read.text().contains("secret"), read::text);
        }
    }

    @Test
    void for_a_day_after_a_rotation_both_secrets_sign() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply added = api.post(key, ENDPOINTS, "{\"url\": \"%s\"}".formatted(receiver.url("/rotated")));
        String path = ENDPOINTS + "/" + added.at("id");
        Reply rotated = api.post(key, path + "/rotate", "{}");
        assertEquals(200, api.post(key, path + "/test", "").status());
        TestReceiver.Received both = receiver.await(got -> got.path().equals("/rotated"));
        assertTrue(both.isSignedBy(added.at("secret")));
        assertTrue(both.isSignedBy(rotated.at("secret")));
        database.execute("UPDATE webhook_endpoint SET secret_before_until = CURRENT_TIMESTAMP(3) WHERE id = '%s'"
                .formatted(hyphenated(path)));
        assertEquals(200, api.post(key, path + "/test", "").status());
        TestReceiver.Received one =
                receiver.await(2, got -> got.path().equals("/rotated")).getLast();
        assertFalse(one.isSignedBy(added.at("secret")));
        assertTrue(one.isSignedBy(rotated.at("secret")));
    }

    @Test
    void a_tenant_gets_a_new_secret() {
        Tenants.Added poor = api.added(MicroUsd.ofUsd(1));
        String before = column(poor, "webhook_secret");
        Reply rotated = api.post(poor.key(), "/v1/webhook-secret/rotate", "");
        assertEquals(200, rotated.status(), rotated::text);
        assertTrue(rotated.at("secret").startsWith("whsec_"));
        assertEquals(before, column(poor, "webhook_secret_before"));
        assertEquals(
                rotated.at("secret"),
                api.get(WebhookSecrets.class)
                        .open(column(poor, "webhook_secret"), null)
                        .getFirst());
        Duration left = Duration.between(Instant.now(), Instant.parse(rotated.at("previous_valid_until")));
        assertTrue(
                left.compareTo(Duration.ofHours(25)) < 0 && left.compareTo(Duration.ofHours(23)) > 0, left::toString);
    }

    @Test
    void a_test_is_one_verified_delivery_also_of_a_disabled_endpoint() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply added = api.post(key, ENDPOINTS, "{\"url\": \"%s\"}".formatted(receiver.url("/tested")));
        String path = ENDPOINTS + "/" + added.at("id");
        patch(key, path, "{\"state\": \"disabled\"}");
        receiver.answer(202, "<i>ok</i>");
        Reply tested = api.post(key, path + "/test", "");
        assertEquals(200, tested.status(), tested::text);
        TestReceiver.Received got = receiver.await(request -> request.path().equals("/tested"));
        assertTrue(got.isSignedBy(added.at("secret")));
        assertEquals("endpoint.test", got.at("event"));
        assertEquals(tested.at("event_id"), got.id());
        assertEquals(got.id(), got.at("id"));
        assertEquals("test", tested.at("event"));
        assertEquals("delivered", tested.at("state"));
        assertEquals(added.at("id"), tested.at("endpoint_id"));
        assertTrue(tested.text().contains("\"task_id\":null"));
        assertEquals("127.0.0.1", tested.at("url_host"));
        assertEquals("[1]", tested.at("attempts"));
        assertEquals("202", tested.at("attempts.0.status"));
        assertEquals("<i>ok</i>", tested.at("attempts.0.answer"));
        assertEquals(
                tested.text(),
                api.get(key, "/v1/webhook-deliveries/" + tested.at("id")).text());
        receiver.answer(500, "");
        Reply failed = api.post(key, path + "/test", "");
        assertEquals("dead", failed.at("state"));
        assertEquals("500", failed.at("attempts.0.status"));
        Reply third = api.post(key, path + "/test", "");
        assertEquals(429, third.status(), "a tenant may have two a minute");
        assertTrue(Integer.parseInt(third.header("Retry-After").orElseThrow()) > 0);
        receiver.answer(200, "thanks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "PATCH",
                "DELETE",
                "POST rotate",
                "POST test",
                "POST redeliver?since=2026-01-01T00:00:00Z",
            })
    void anothers_endpoint_is_as_absent_as_none(String verb) {
        String id = add(api.tenant(MicroUsd.ofUsd(1))).at("id");
        String method = verb.split(" ")[0];
        String rest = verb.contains(" ") ? "/" + verb.split(" ")[1] : "";
        String none = withoutRequest(send(tenant.key(), method, ENDPOINTS + "/" + NO_ENDPOINT + rest));
        assertTrue(none.startsWith("404 "), none);
        for (String other :
                List.of(id, id.toUpperCase(java.util.Locale.ROOT), id.replace("whe_", "whd_"), "x", id + "0")) {
            assertEquals(none, withoutRequest(send(tenant.key(), method, ENDPOINTS + "/" + other + rest)), other);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                              | url",
                "{\"url\": 1}                                                    | url",
                "{\"url\": \"ftp://example.com\"}                                | url",
                "{\"url\": \"https://u:p@example.com\"}                          | url",
                "{\"url\": \"https://example.com\", \"events\": []}              | events",
                "{\"url\": \"https://example.com\", \"events\": [\"done\"]}      | events[0]",
                "{\"url\": \"https://example.com\", \"events\": [\"failed\", \"failed\"]} | events[1]",
                "{\"url\": \"https://example.com\", \"events\": \"failed\"}      | events",
                "{\"url\": \"https://example.com\", \"description\": 1}          | description",
                "{\"url\": \"https://example.com\", \"state\": \"enabled\"}      | state",
                "{\"url\": \"https://example.com\", \"secret\": \"whsec_x\"}     | secret",
                "[]                                                              | ``"
            })
    void a_wrong_field_is_named(String body, String param) {
        Reply refused = api.post(tenant.key(), ENDPOINTS, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals(param, refused.at("error.param"));
    }

    @ParameterizedTest
    @CsvSource({"state, \"off\"", "events, []", "url, \"gopher://x\"", "id, \"whe_\""})
    void a_wrong_field_of_a_change_is_named(String field, String value) {
        Reply refused = patch(tenant.key(), ENDPOINTS + "/" + NO_ENDPOINT, "{\"%s\": %s}".formatted(field, value));
        assertEquals(400, refused.status(), refused::text);
        assertEquals(field, refused.at("error.param"));
    }

    @Test
    void a_description_is_counted_in_code_points() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String body = "{\"url\": \"https://example.com\", \"description\": \"%s\"}";
        assertEquals(
                201, api.post(key, ENDPOINTS, body.formatted("😀".repeat(200))).status());
        Reply refused = api.post(key, ENDPOINTS, body.formatted("x".repeat(201)));
        assertEquals(400, refused.status());
        assertEquals("description", refused.at("error.param"));
    }

    @Test
    void who_chooses_where_tasks_are_told_may_read_them_too() {
        String writes = key(Scope.IMAGES_WRITE);
        String reads = key(Scope.IMAGES_READ);
        assertEquals(403, add(writes).status());
        assertEquals(403, patch(writes, ENDPOINTS + "/" + NO_ENDPOINT, "{}").status());
        assertEquals(403, add(reads).status());
        assertEquals(200, api.get(reads, ENDPOINTS).status());
        assertEquals(403, api.get(writes, ENDPOINTS).status());
        assertEquals(403, api.post(reads, "/v1/webhook-secret/rotate", "").status());
    }

    private String key(Scope scope) {
        return api.get(ApiKeys.class).create(tenant.id(), List.of(scope)).secret();
    }

    private Reply add(String key) {
        return api.post(key, ENDPOINTS, "{\"url\": \"%s\"}".formatted(URL));
    }

    private Reply patch(String key, String path, String json) {
        return api.send(api.request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    private Reply send(String key, String method, String path) {
        return method.equals("PATCH")
                ? patch(key, path, "{}")
                : api.send(api.request(path)
                        .header("Authorization", "Bearer " + key)
                        .method(method, BodyPublishers.noBody()));
    }

    private static String withoutRequest(Reply reply) {
        return reply.status() + " " + reply.text().replaceAll("req_[0-9a-f]+", "req_");
    }

    private String column(String name, String path) {
        return Objects.requireNonNull(
                database.query("SELECT %s FROM webhook_endpoint WHERE id = '%s'".formatted(name, hyphenated(path))));
    }

    private String column(Tenants.Added of, String name) {
        return Objects.requireNonNull(database.query(
                "SELECT %s FROM tenant WHERE id = '%s'".formatted(name, of.id().text())));
    }

    private static String hyphenated(String path) {
        return WebhookIds.endpoint(path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
    }
}
