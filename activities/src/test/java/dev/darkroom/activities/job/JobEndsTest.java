package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who waits for jobs is told of their end, whatever happens meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobEndsTest {

    private static final Duration ROUNDS = Duration.ofMillis(1200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final TestImages images = new TestImages(core);
    private final JobEnds ends = core.get(JobEnds.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(10));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void an_end_is_told_although_looks_before_it_have_failed() {
        JobId job = images.running(tenant, List.of());
        database.execute("RENAME TABLE job TO job_away");
        try (JobEnds.Ticket ticket = ends.anyEnd(List.of(job))) {
            assertFalse(ticket.await(ROUNDS));
            database.execute("RENAME TABLE job_away TO job");
            images.end(tenant, job, 1);
            assertTrue(ticket.await(PATIENCE));
        }
    }

    @Test
    void who_begins_to_wait_after_the_last_has_gone_is_told_too() {
        for (int i = 0; i < 2; i++) {
            JobId job = images.made(tenant, List.of(), 1);
            try (JobEnds.Ticket ticket = ends.anyEnd(List.of(job))) {
                assertTrue(ticket.await(PATIENCE));
            }
        }
    }
}
