package dev.darkroom.api.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));

    KeysTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_key_may_come_in_either_header_or_in_both() {
        String key = tenant.key();
        assertEquals(200, status("Authorization", "Bearer " + key));
        assertEquals(200, status("Authorization", "bearer " + key));
        assertEquals(200, status("X-API-Key", key));
        assertEquals(200, status("X-API-Key", key, "Authorization", "Bearer " + key));
    }

    @Test
    void two_different_keys_are_none() {
        String other = api.tenant(MicroUsd.ZERO);
        assertEquals(401, status("X-API-Key", other, "Authorization", "Bearer " + tenant.key()));
    }

    @Test
    void a_request_without_a_key_is_told_so() {
        Reply refused = api.send(api.request("/v1/wallet").GET());
        assertEquals(401, refused.status());
        assertEquals("UNAUTHORIZED", refused.at("error.code"));
        assertEquals("Bearer", refused.header("WWW-Authenticate").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer x", "Basic dTpw", "Bearer sk-dr-", "x"})
    void every_wrong_key_is_told_alike(String authorization) {
        Reply refused = api.send(
                api.request("/v1/wallet").header("Authorization", authorization).GET());
        String unknown = tenant.key().substring(0, tenant.key().length() - 4) + "AAAA";
        Reply reference = api.send(api.request("/v1/wallet")
                .header("Authorization", "Bearer " + unknown)
                .GET());
        assertEquals(401, refused.status());
        assertEquals("Bearer", refused.header("WWW-Authenticate").orElseThrow());
        assertEquals(withoutRequestId(reference), withoutRequestId(refused));
    }

    @Test
    void a_revoked_key_stops_working_within_five_seconds() {
        ApiKeys keys = api.get(ApiKeys.class);
        ApiKeys.Made made = keys.create(tenant.id(), Scope.ofTenants());
        assertEquals(200, api.get(made.secret(), "/v1/wallet").status());
        assertTrue(keys.revoke(made.prefix()));
        long deadline = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        while (api.get(made.secret(), "/v1/wallet").status() == 200 && System.nanoTime() < deadline) {
            TestApi.pause(Duration.ofMillis(100));
        }
        assertEquals(401, api.get(made.secret(), "/v1/wallet").status());
    }

    @Test
    void a_key_that_one_process_revokes_stops_working_on_the_other() {
        ApiKeys.Made made = api.get(ApiKeys.class).create(tenant.id(), Scope.ofTenants());
        try (TestApi other = TestApi.serve(database.config(), temporal, Map.of())) {
            assertEquals(200, other.get(made.secret(), "/v1/wallet").status());
            assertTrue(api.get(ApiKeys.class).revoke(made.prefix()));
            long revoked = System.nanoTime();
            long deadline = revoked + Duration.ofSeconds(30).toNanos();
            while (other.get(made.secret(), "/v1/wallet").status() == 200 && System.nanoTime() < deadline) {
                TestApi.pause(Duration.ofMillis(100));
            }
            assertEquals(401, other.get(made.secret(), "/v1/wallet").status());
            assertTrue(Duration.ofNanos(System.nanoTime() - revoked).toSeconds() <= 5);
        }
    }

    @Test
    void a_caller_may_use_the_models_of_its_key() {
        ApiKeys keys = api.get(ApiKeys.class);
        ModelId model = new ModelId("gpt-image-2");
        assertTrue(keys.find(tenant.key()).orElseThrow().mayUse(model));
        KeyTerms terms = new KeyTerms("ci", Scope.ofTenants(), Set.of("gpt-image-2", "other"), MicroUsd.ofUsd(1));
        Caller caller = keys.find(keys.create(tenant.id(), terms).secret()).orElseThrow();
        assertTrue(caller.mayUse(model));
        assertTrue(caller.mayUse(new ModelId("other")));
        assertFalse(caller.mayUse(new ModelId("gpt-image")));
        assertTrue(caller.spendLimited());
        assertEquals("standard", caller.limits().tier());
    }

    @Test
    void a_key_whose_prefix_nobody_could_have_been_given_costs_no_look_up() throws SQLException {
        String wrong = tenant.key().replaceFirst("sk-dr-.{4}", "sk-dr-\u00fc\u00fc00");
        try (StatementLog log = new StatementLog(database)) {
            assertEquals(Optional.empty(), api.get(ApiKeys.class).find(wrong));
            assertEquals(401, status("X-API-Key", tenant.key().replaceFirst("sk-dr-.{4}", "sk-dr-O0l1")));
            assertTrue(log.statements().stream().noneMatch(statement -> statement.contains("api_key")));
        }
    }

    @Test
    void a_key_may_do_what_its_scopes_say() {
        ApiKeys keys = api.get(ApiKeys.class);
        String reads = keys.create(tenant.id(), List.of(Scope.IMAGES_READ)).secret();
        assertEquals(200, api.get(reads, "/v1/tasks").status());
        Reply refused = api.generate(reads, "{\"prompt\": \"x\"}");
        assertEquals(403, refused.status());
        assertEquals("FORBIDDEN", refused.at("error.code"));
        assertTrue(refused.at("error.message").contains("images:write"));
        assertTrue(api.get(reads, "/v1/wallet").at("error.message").contains("billing:read"));
    }

    @Test
    void no_secret_is_stored() {
        String stored = database.query("SELECT CONCAT(prefix, secret_hash) FROM api_key WHERE tenant_id = '"
                + tenant.id().text() + "' LIMIT 1");
        String secret = tenant.key().substring(tenant.key().length() - 20);
        assertTrue(stored != null && !stored.contains(secret));
    }

    private int status(String... headers) {
        return api.send(api.request("/v1/wallet").headers(headers).GET()).status();
    }

    private static String withoutRequestId(Reply reply) {
        return reply.text().replaceAll("req_[0-9a-f]+", "");
    }
}
