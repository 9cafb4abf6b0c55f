package dev.darkroom.api.admin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the admin API, and what it does with tenants and their wallets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());
    private final Admin admin = new Admin(api);

    AdminApiTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /tenants",
        "POST, /tenants",
        "GET, /tenants/x",
        "PATCH, /tenants/x",
        "POST, /tenants/x/keys",
        "GET, /tenants/x/keys",
        "DELETE, /tenants/x/keys/y",
        "POST, /tenants/x/grants",
        "GET, /tiers",
        "GET, /tiers/standard",
        "PUT, /tiers/standard",
        "GET, /switches",
        "PUT, /switches",
        "DELETE, /switches",
        "GET, /audit"
    })
    void only_an_administrator_may_and_only_on_the_management_port(String method, String path) {
        String body = method.equals("GET") || method.equals("DELETE") ? null : "{}";
        Reply stranger = api.send(admin.request(method, path, body, "k"));
        assertEquals(401, stranger.status());
        assertEquals("UNAUTHORIZED", stranger.at("error.code"));
        String tenantKey = api.tenant(MicroUsd.ZERO);
        Reply tenant = api.send(admin.request(method, path, body, "k").header("X-API-Key", tenantKey));
        assertEquals(403, tenant.status());
        assertEquals("FORBIDDEN", tenant.at("error.code"));
        assertTrue(tenant.at("error.message").contains("`admin`"));
        Reply public_ = api.send(api.request("/admin" + path)
                .header("X-API-Key", admin.secret())
                .header("Content-Type", "application/json")
                .method(method, TestApi.body(new byte[0])));
        assertEquals(404, public_.status());
    }

    @Test
    void an_administrator_s_key_may_nothing_else_and_the_surfaces_are_not_on_that_port() {
        assertEquals(403, api.get(admin.secret(), "/v1/tasks").status());
        String key = api.tenant(MicroUsd.ofUsd(1));
        for (String path : List.of("/v1/wallet", "/v1/tasks", "/v1/models")) {
            assertEquals(200, api.get(key, path).status(), path);
            assertEquals(404, api.get(key, api.managementUrl() + path).status(), path);
        }
        assertEquals(
                404,
                api.post(key, api.managementUrl() + "/v1/images/generations", "{\"prompt\": \"x\"}")
                        .status());
        assertEquals(200, api.health("live").status());
    }

    @Test
    void a_worker_does_not_have_it() {
        try (TestApi worker = TestApi.serve(database.config(), temporal, Map.of("darkroom.role", "worker"))) {
            assertEquals(200, admin.get("/tiers").status());
            assertEquals(
                    404,
                    api.get(admin.secret(), worker.managementUrl() + "/admin/tiers")
                            .status());
            assertEquals(200, worker.health("live").status());
        }
    }

    @Test
    void a_tenant_is_made_and_shown() {
        Reply made = admin.send("POST", "/tenants", "{\"name\": \"acme\"}");
        assertEquals(201, made.status());
        assertEquals("acme", made.at("tenant.name"));
        assertEquals("standard", made.at("tenant.tier"));
        assertTrue(made.at("webhook_secret").startsWith("whsec_"));
        assertTrue(made.at("tenant.created_at").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        Reply shown = admin.get("/tenants/acme");
        assertEquals(made.at("tenant.tenant_id"), shown.at("tenant.tenant_id"));
        assertEquals("", shown.at("wallet"));
        assertFalse(shown.text().contains("whsec_"));
        assertEquals(404, admin.get("/tenants/nobody").status());
        assertEquals(404, admin.get("/tenants/%C3%BC%F0%9F%98%80").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": null}",
                "{\"name\": \"Acme\"}",
                "{\"name\": \"\"}",
                "{\"name\": 7}",
                "{\"name\": \"twice\"}",
                "{\"name\": \"x\", \"tier\": \"gold\"}",
                "{\"name\": \"x\", \"credit\": 1}",
                "{\"name\": \"x\", \"name\": \"y\"}",
                "[]",
                "{"
            })
    void a_tenant_that_cannot_be_is_not_made(String body) {
        admin.send("POST", "/tenants", "{\"name\": \"twice\"}");
        long before = database.count("SELECT (SELECT COUNT(*) FROM tenant) + (SELECT COUNT(*) FROM audit)");
        Reply refused = admin.send("POST", "/tenants", body);
        assertEquals(400, refused.status(), refused.text());
        assertEquals("VALIDATION_ERROR", refused.at("error.code"));
        assertEquals(before, database.count("SELECT (SELECT COUNT(*) FROM tenant) + (SELECT COUNT(*) FROM audit)"));
    }

    @Test
    void tenants_are_listed_by_pages() {
        IntStream.range(0, 5).forEach(i -> api.added(MicroUsd.ZERO));
        Set<String> seen = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            Reply page = admin.get("/tenants?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertEquals(200, page.status());
            seen.add(page.at("tenants.0.name"));
            seen.add(page.at("tenants.1.name"));
            cursor = page.at("next_cursor");
            pages++;
        } while (!cursor.isEmpty());
        seen.remove("");
        long all = database.count("SELECT COUNT(*) FROM tenant");
        assertEquals(all, seen.size());
        assertEquals((all + 1) / 2, pages);
        assertEquals("cursor", admin.get("/tenants?cursor=x").at("error.param"));
        assertEquals(400, admin.get("/tenants?limit=0").status());
    }

    @Test
    void a_grant_opens_a_wallet_and_stands_in_its_statement() {
        Tenants.Added tenant = api.added(MicroUsd.ZERO);
        String path = "/tenants/" + tenant.name();
        Reply given =
                admin.send("POST", path + "/grants", "{\"amount_usd\": \"12.000001\", \"reason\": \"invoice 7\"}");
        assertEquals(201, given.status());
        assertEquals("12.000001", given.at("balance_usd"));
        admin.send("POST", path + "/grants", "{\"amount_usd\": \"1\", \"reason\": \"sorry\"}");
        assertEquals("13.000001", admin.get(path).at("wallet.balance_usd"));
        Reply entries = api.get(tenant.key(), "/v1/wallet/entries");
        assertEquals("sorry", entries.at("entries.0.reason"));
        assertEquals("invoice 7", entries.at("entries.1.reason"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"-1\"",
                "\"+1\"",
                "\"0\"",
                "\"0.0000001\"",
                "\"1e3\"",
                "\"1,5\"",
                "\"\"",
                "\" 1\"",
                "\".5\"",
                "1",
                "-1",
                "null",
                "\"99999999999\"",
                "\"1000000000.000001\"",
                "\"1000000000\"",
                "\"٣\""
            })
    void a_grant_that_is_no_amount_or_too_much_moves_nothing(String amount) {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String path = "/tenants/" + tenant.name();
        Reply refused =
                admin.send("POST", path + "/grants", "{\"amount_usd\": %s, \"reason\": \"x\"}".formatted(amount));
        assertEquals(400, refused.status(), refused.text());
        assertEquals("amount_usd", refused.at("error.param"));
        assertEquals("1", admin.get(path).at("wallet.balance_usd"));
        assertEquals(0, audited(tenant.name()));
    }

    @Test
    void a_tenant_can_be_kept_from_handing_parameters_to_providers() {
        String path = "/tenants/" + api.added(MicroUsd.ofUsd(1)).name();
        assertEquals("true", admin.get(path).at("tenant.provider_input"));
        assertEquals(
                "false",
                admin.send("PATCH", path, "{\"provider_input\": false}").at("tenant.provider_input"));
        assertEquals("false", admin.get(path).at("tenant.provider_input"));
        Reply refused = admin.send("PATCH", path, "{\"provider_input\": \"no\"}");
        assertEquals("provider_input", refused.at("error.param"));
    }

    @Test
    void a_low_balance_is_watched_and_forgotten() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String path = "/tenants/" + tenant.name();
        assertEquals("", admin.get(path).at("wallet.low_balance_usd"));
        Reply watched = admin.send("PATCH", path, "{\"low_balance_usd\": \"0.98\"}");
        assertEquals("0.98", watched.at("wallet.low_balance_usd"));
        assertEquals(202, api.generate(tenant.key(), "{\"prompt\": \"a lake\"}").status());
        assertEquals(202, api.generate(tenant.key(), "{\"prompt\": \"a lake\"}").status());
        assertEquals(
                1,
                database.count("SELECT COUNT(*) FROM tenant_event WHERE kind = 'wallet.low' AND tenant_id = '%s'"
                        .formatted(tenant.id())));
        assertEquals(
                "", admin.send("PATCH", path, "{\"low_balance_usd\": null}").at("wallet.low_balance_usd"));
        assertEquals(400, admin.send("PATCH", path, "{}").status());
        String none = "/tenants/" + api.added(MicroUsd.ZERO).name();
        Reply refused = admin.send("PATCH", none, "{\"low_balance_usd\": \"1\", \"tier\": \"standard\"}");
        assertEquals("low_balance_usd", refused.at("error.param"));
        assertEquals("tier", admin.send("PATCH", none, "{\"tier\": \"gold\"}").at("error.param"));
        assertEquals(
                404,
                admin.send("PATCH", "/tenants/nobody", "{\"tier\": \"standard\"}")
                        .status());
    }

    private long audited(String subject) {
        return database.count("SELECT COUNT(*) FROM audit WHERE subject = '%s'".formatted(subject));
    }
}
