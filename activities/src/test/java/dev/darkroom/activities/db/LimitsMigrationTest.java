package dev.darkroom.activities.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the migration to leases makes of jobs that run while it does. */
class LimitsMigrationTest {

    private static final String BUSY = "0190b7a2-0000-7000-8000-000000000001";
    private static final String IDLE = "0190b7a2-0000-7000-8000-000000000002";

    private final TestDatabase database = TestDatabase.empty();
    private int jobs;

    @Test
    void jobs_that_run_hold_their_leases_and_every_tenant_has_a_tier() {
        migrateTo("3");
        tenant(BUSY);
        tenant(IDLE);
        job(BUSY, "RUNNING", "0, 'first'");
        job(BUSY, "RUNNING", "1, 'second'");
        job(BUSY, "RUNNING", "0, 'first'");
        job(BUSY, "QUEUED", "NULL, NULL");
        job(IDLE, "FAILED", "0, 'first'");
        new Migrations(database.config()).migrate();
        assertEquals(3, running("tenant:" + BUSY));
        assertEquals(0, running("tenant:" + IDLE));
        assertEquals(2, running("provider:first"));
        assertEquals(1, running("provider:second"));
        assertEquals(4, database.count("SELECT COUNT(*) FROM capacity"));
        assertEquals(2, database.count("SELECT COUNT(*) FROM tenant WHERE tier = 'standard'"));
    }

    private void migrateTo(String version) {
        DbConfig config = database.config();
        Flyway.configure()
                .dataSource(config.url(), config.user(), config.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private void tenant(String id) {
        database.execute(
                "INSERT INTO tenant (id, name, webhook_secret, created_at) VALUES ('%1$s', '%1$s', 'x', NOW(3))"
                        .formatted(id));
        database.execute("INSERT INTO api_key (id, tenant_id, prefix, secret_hash, scopes, created_at)"
                + " VALUES ('%1$s', '%1$s', '%2$s', 'x', 'images:write', NOW(3))".formatted(id, id.substring(30)));
    }

    private void job(String tenant, String state, String work) {
        boolean ended = "FAILED".equals(state);
        database.execute("INSERT INTO job (id, tenant_id, api_key_id, surface, state, created_at, expires_at,"
                + " completed_at, check_at, request_fingerprint, request_capability, request_model, request_routes,"
                + " request_images, request_quality, request_aspect_ratio, request_width, request_height,"
                + " request_format, quote_what, quote_unit_price, quote_per, quote_total, quote_queue_position,"
                + " work_route, work_provider) VALUES ('job-%d', '%s', '%s', 'stratizon', '%s', NOW(3), NOW(3), %s,"
                        .formatted(++jobs, tenant, tenant, state, ended ? "NOW(3), NULL" : "NULL, NOW(3)")
                + " 'f', 'TEXT_TO_IMAGE', 'm', 'first:m', 1, 'standard', '1:1', 1, 1, 'PNG', 'w', 1, 'IMAGE', 1, 0, "
                + work + ")");
    }

    private long running(String name) {
        return database.count("SELECT running FROM capacity WHERE name = '" + name + "'");
    }
}
