package dev.darkroom.api.admin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.core.Switches;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the admin API sets: tiers, switches and keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminSettingsTest {

    private static final String TIER = """
        {"running_max": 3, "depth_max": 50, "daily_images": %s, "post_burst": 7, "post_per_second": 2,
         "get_burst": 9, "get_per_second": 4}\
        """;

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());
    private final Admin admin = new Admin(api);

    AdminSettingsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_tier_is_made_and_a_tenant_is_moved_to_it() {
        assertEquals(404, admin.get("/tiers/small").status());
        Reply made = admin.send("PUT", "/tiers/small", TIER.formatted("5"));
        assertEquals(200, made.status());
        assertEquals(made.text(), admin.get("/tiers/small").text());
        assertEquals("5", made.at("daily_images"));
        assertEquals(
                "", admin.send("PUT", "/tiers/small", TIER.formatted("null")).at("daily_images"));
        assertTrue(admin.get("/tiers").text().contains("\"name\":\"standard\""));
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        Reply moved = admin.send("PATCH", "/tenants/" + tenant.name(), "{\"tier\": \"small\"}");
        assertEquals("small", moved.at("tenant.tier"));
        assertEquals("7", limit(tenant.key(), "POST"));
        assertEquals("9", limit(tenant.key(), "GET"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | running_max",
                "{\"running_max\": 0} | running_max",
                "{\"running_max\": 1.0} | running_max",
                "{\"running_max\": \"1\"} | running_max",
                "{\"running_max\": 1, \"depth_max\": 1, \"daily_images\": -1} | daily_images",
                "{\"running_max\": 1, \"depth_max\": 1, \"post_burst\": 1000001} | post_burst"
            })
    void a_tier_that_cannot_be_is_refused_by_its_field(String body, String field) {
        Reply refused = admin.send("PUT", "/tiers/wrong", body);
        assertEquals(400, refused.status());
        assertEquals(field, refused.at("error.param"));
        assertEquals(404, admin.get("/tiers/wrong").status());
        assertEquals(400, admin.send("PUT", "/tiers/No", TIER.formatted("1")).status());
    }

    @Test
    void a_key_is_made_shown_once_and_revoked() {
        String tenant = api.added(MicroUsd.ofUsd(1)).name();
        Reply made = admin.send("POST", "/tenants/" + tenant + "/keys", """
            {"name": "ci", "scopes": ["images:write", "billing:read"], "models": ["gpt-image-2"],
             "month_limit_usd": "2.5"}\
            """);
        assertEquals(201, made.status(), made.text());
        String secret = made.at("secret");
        assertEquals(secret.substring(0, 18), made.at("key.prefix"));
        assertEquals("ci", made.at("key.name"));
        assertEquals("2.5", made.at("key.month_limit_usd"));
        assertEquals("0", made.at("key.month_spent_usd"));
        assertEquals("gpt-image-2", made.at("key.models.0"));
        assertEquals(200, api.get(secret, "/v1/wallet").status());
        assertEquals(403, api.get(secret, "/v1/tasks").status());
        Reply list = admin.get("/tenants/" + tenant + "/keys");
        assertEquals("[2]", list.at("keys"));
        assertFalse(list.text().contains(secret));
        Reply revoked = admin.send("DELETE", "/tenants/" + tenant + "/keys/" + secret.substring(0, 18), null);
        assertEquals(200, revoked.status());
        assertNotEquals("", revoked.at("revoked_at"));
        assertEquals(
                404,
                admin.send("DELETE", "/tenants/" + tenant + "/keys/" + secret.substring(0, 18), null)
                        .status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\": []} | scopes",
                "{\"scopes\": [\"all\"]} | scopes[0]",
                "{\"models\": [\"gpt-image-2\", \"nothing\"]} | models[1]",
                "{\"models\": [\"gpt-image-2\", \"gpt-image-2\"]} | models[1]",
                "{\"month_limit_usd\": 5} | month_limit_usd",
                "{\"month_limit_usd\": \"-5\"} | month_limit_usd",
                "{\"secret\": \"x\"} | secret"
            })
    void a_key_that_cannot_be_is_refused_by_its_field(String body, String field) {
        Tenants.Added tenant = api.added(MicroUsd.ZERO);
        Reply refused = admin.send("POST", "/tenants/" + tenant.name() + "/keys", body);
        assertEquals(400, refused.status());
        assertEquals(field, refused.at("error.param"));
        assertEquals(1, api.get(ApiKeys.class).list(tenant.id()).size());
    }

    @Test
    void a_key_of_another_tenant_is_not_there() {
        Tenants.Added one = api.added(MicroUsd.ZERO);
        ApiKeys.Made other =
                api.get(ApiKeys.class).create(api.added(MicroUsd.ZERO).id(), Scope.ofTenants());
        Reply refused = admin.send("DELETE", "/tenants/" + one.name() + "/keys/" + other.prefix(), null);
        assertEquals(404, refused.status());
        assertEquals(200, api.get(other.secret(), "/v1/wallet").status());
        assertEquals(404, admin.send("POST", "/tenants/nobody/keys", "{}").status());
        assertEquals(404, admin.get("/tenants/nobody/keys").status());
    }

    @Test
    void a_model_is_switched_off_and_on_again() {
        Switches switches = api.get(Switches.class);
        ModelId model = new ModelId("gpt-image-2");
        assertFalse(switches.isOff("stratizon", model));
        Reply off = admin.send(
                "PUT", "/switches", "{\"surface\": \"*\", \"model\": \"gpt-image-2\", \"reason\": \"upstream\"}");
        assertEquals(200, off.status(), off.text());
        assertTrue(switches.isOff("stratizon", model));
        assertTrue(switches.isOff("vrex", model));
        assertFalse(switches.isOff("vrex", new ModelId("other")));
        assertEquals("upstream", admin.get("/switches").at("switches.0.reason"));
        String where = "/switches?surface=*&model=gpt-image-2";
        assertEquals("false", admin.send("DELETE", where, null).at("off"));
        assertFalse(switches.isOff("stratizon", model));
        assertEquals(404, admin.send("DELETE", where, null).status());
        assertEquals("model", admin.send("DELETE", "/switches?surface=*", null).at("error.param"));
    }

    @Test
    void a_switch_of_one_surface_leaves_the_others_on_and_reaches_every_process() throws IOException {
        try (TestApi second = TestApi.serve(database.config(), temporal, Map.of())) {
            Switches switches = second.get(Switches.class);
            ModelId model = new ModelId("gpt-image-2");
            assertFalse(switches.isOff("stratizon", model));
            admin.send("PUT", "/switches", "{\"surface\": \"stratizon\", \"model\": \"*\", \"reason\": \"x\"}");
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (!switches.isOff("stratizon", model) && System.nanoTime() < deadline) {
                TestApi.pause(Duration.ofMillis(50));
            }
            assertTrue(switches.isOff("stratizon", model));
            assertFalse(switches.isOff("openai", model));
            admin.send("DELETE", "/switches?surface=stratizon&model=*", null);
        }
    }

    @ParameterizedTest
    @CsvSource({"surface, *", "model, gpt-9"})
    void what_is_not_there_cannot_be_switched_off(String field, String other) {
        String surface = field.equals("surface") ? "nowhere" : "*";
        Reply refused = admin.send(
                "PUT",
                "/switches",
                "{\"surface\": \"%s\", \"model\": \"%s\", \"reason\": \"x\"}".formatted(surface, other));
        assertEquals(400, refused.status());
        assertEquals(field, refused.at("error.param"));
    }

    /** What a key may do at once, as an answer tells it, once the change has got around. */
    private String limit(String key, String method) {
        Reply reply = method.equals("GET") ? api.get(key, "/v1/wallet") : api.generate(key, "{}");
        return reply.header("X-RateLimit-Limit").orElseThrow();
    }
}
