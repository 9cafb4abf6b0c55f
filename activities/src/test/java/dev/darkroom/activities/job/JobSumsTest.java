package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobSumsTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-01-03T00:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final JobSums sums = core.get(JobSums.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void a_tenant_without_jobs_has_nothing() {
        TenantId tenant = core.tenant(MicroUsd.ZERO);
        assertEquals(new JobSums.Life(0, 0, 0, 0), sums.of(tenant));
        for (JobSums.By by : JobSums.By.values()) {
            assertEquals(List.of(), sums.groups(tenant, by, SINCE, UNTIL));
        }
    }

    @Test
    void the_day_begins_at_midnight_utc() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(10));
        job(tenant, "UTC_DATE()", 3, 1);
        job(tenant, "UTC_DATE() - INTERVAL 1000 MICROSECOND", 2, 2);
        assertEquals(new JobSums.Life(3, 1, 150_000, 50_000), sums.of(tenant));
    }

    @Test
    void a_span_takes_its_begin_and_not_its_end() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(10));
        job(tenant, "'2025-12-31 23:59:59.999'", 1, 1);
        job(tenant, "'2026-01-01 00:00:00.000'", 2, 1);
        job(tenant, "'2026-01-01 23:59:59.999'", 1, 1);
        job(tenant, "'2026-01-02 23:59:59.999'", 4, 0);
        job(tenant, "'2026-01-03 00:00:00.000'", 1, 1);
        job(core.tenant(MicroUsd.ofUsd(10)), "'2026-01-01 00:00:00.000'", 1, 1);
        assertEquals(
                List.of(
                        new JobSums.Group("2026-01-02", 1, 0, 200_000, 200_000),
                        new JobSums.Group("2026-01-01", 2, 2, 150_000, 50_000)),
                sums.groups(tenant, JobSums.By.DAY, SINCE, UNTIL));
        assertEquals(
                List.of(new JobSums.Group("gpt-image-2", 3, 2, 350_000, 250_000)),
                sums.groups(tenant, JobSums.By.MODEL, SINCE, UNTIL));
        assertEquals(
                List.of(new JobSums.Group(tenant.text().substring(0, 20), 3, 2, 350_000, 250_000)),
                sums.groups(tenant, JobSums.By.KEY, SINCE, UNTIL));
    }

    /** A job that was accepted then, of whose images so many were delivered, and the others refunded. */
    private void job(TenantId tenant, String createdAt, int images, int delivered) {
        JobRow draft = TestCore.draft(tenant, images);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        long price = TestCore.UNIT_PRICE.value();
        database.execute("UPDATE job SET created_at = %s, outcome_charged = quote_total, outcome_delivered = %d,"
                        .formatted(createdAt, delivered)
                + " outcome_refunded = %d WHERE id = '%s'".formatted((images - delivered) * price, draft.id()));
    }
}
