package dev.darkroom.api.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The limits of a tenant and of its keys, as a caller meets them. No worker runs, so that every job waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantLimitsTest {

    private static final String ONE = "{\"prompt\": \"a lake\"}";
    private static final String THREE = "{\"prompt\": \"a lake\", \"n\": 3}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(database.config(), temporal, Map.of("darkroom.queue.depth-per-tenant", 3));

    TenantLimitsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_day_has_so_many_images() {
        Tenants.Added tenant = tenant("daily_images = 3");
        Reply refused = api.generate(tenant.key(), "{\"prompt\": \"a lake\", \"n\": 4}");
        assertEquals(429, refused.status(), refused::text);
        assertEquals("DAILY_CAP_REACHED", refused.at("error.code"));
        long wait = Long.parseLong(refused.header("Retry-After").orElseThrow());
        long left = database.count("SELECT 86400 - TIME_TO_SEC(UTC_TIME())");
        assertTrue(wait >= 1 && wait <= 86_400 && Math.abs(wait - left) % 86_400 <= 5, wait + ", " + left);
        assertNothingLeft(tenant.id());
        assertEquals(202, api.generate(tenant.key(), THREE).status());
        assertEquals(429, api.generate(tenant.key(), ONE).status());
    }

    @Test
    void a_repeat_is_answered_when_the_day_is_used_up() {
        String key = tenant("daily_images = 1").key();
        Reply first = api.generate(key, ONE, "Idempotency-Key", "once");
        Reply again = api.generate(key, ONE, "Idempotency-Key", "once");
        assertEquals(202, first.status());
        assertEquals(first.text(), again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
    }

    @Test
    void a_key_may_spend_so_much_in_a_month() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        limitKeys(tenant.id(), 120_000);
        Reply refused = api.generate(tenant.key(), THREE);
        assertEquals(402, refused.status(), refused::text);
        assertEquals("SPEND_LIMIT_REACHED", refused.at("error.code"));
        assertNothingLeft(tenant.id());
        assertEquals(202, api.generate(tenant.key(), ONE).status());
        assertEquals(202, api.generate(tenant.key(), ONE).status());
        assertEquals(402, api.generate(tenant.key(), ONE).status());
    }

    @Test
    void the_queue_is_as_deep_as_the_tier_says() {
        String key = tenant("depth_max = 1").key();
        assertEquals(202, api.generate(key, ONE).status());
        Reply refused = api.generate(key, ONE);
        assertEquals(429, refused.status());
        assertEquals("QUEUE_FULL", refused.at("error.code"));
    }

    @Test
    void the_queue_is_never_deeper_than_the_installation_says() {
        String key = tenant("depth_max = 100").key();
        for (int i = 0; i < 3; i++) {
            assertEquals(202, api.generate(key, ONE).status());
        }
        assertEquals("QUEUE_FULL", api.generate(key, ONE).at("error.code"));
    }

    /** A tenant in a tier of its own, set before its key is used. */
    private Tenants.Added tenant(String limit) {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        database.execute("INSERT INTO tier (name, running_max, depth_max, daily_images, post_burst, post_per_second,"
                + " get_burst, get_per_second) VALUES ('%s', 20, 2000, NULL, 200, 20, 400, 100)"
                        .formatted(tier(tenant.id())));
        database.execute("UPDATE tier SET %s WHERE name = '%s'".formatted(limit, tier(tenant.id())));
        database.execute("UPDATE tenant SET tier = '%s' WHERE id = '%s'"
                .formatted(tier(tenant.id()), tenant.id().text()));
        return tenant;
    }

    private static String tier(TenantId tenant) {
        return tenant.text().substring(24);
    }

    private void limitKeys(TenantId tenant, long limit) {
        database.execute("UPDATE api_key SET month_limit = %d WHERE tenant_id = '%s'".formatted(limit, tenant.text()));
    }

    private void assertNothingLeft(TenantId tenant) {
        String of = " WHERE tenant_id = '" + tenant.text() + "'";
        assertEquals(0, database.count("SELECT COUNT(*) FROM job" + of));
        assertEquals(0, database.count("SELECT held + day_images FROM wallet" + of));
        assertEquals(0, database.count("SELECT SUM(month_spent) FROM api_key" + of));
    }
}
