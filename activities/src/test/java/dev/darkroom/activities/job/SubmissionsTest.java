package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Submissions.Standing;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionsTest {

    private static final ProviderId SANDBOX = new ProviderId("sandbox");
    private static final Route ROUTE = new Route(SANDBOX, "gpt-image-2");

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Submissions submissions = core.get(Submissions.class);
    private final Jobs jobs = core.get(Jobs.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void the_intent_is_written_once_and_starts_the_job() {
        JobId job = charged();
        assertTrue(intend(job, 0, 1));
        assertFalse(intend(job, 0, 2));
        JobRow row = jobs.find(job).orElseThrow();
        assertEquals(JobState.RUNNING, row.state());
        assertEquals(new WorkColumns(0, "sandbox", job.text() + "-0", null, 0, 0), row.work());
    }

    @Test
    void the_next_route_may_follow_while_there_is_no_ticket() {
        JobId job = charged();
        assertTrue(intend(job, 0, 1));
        assertTrue(intend(job, 1, 1));
        assertFalse(intend(job, 1, 2));
        assertTrue(submissions.accepted(job, ticket(job), 1));
        assertFalse(intend(job, 2, 1));
        assertFalse(submissions.accepted(job, new ProviderTicket(SANDBOX, "sb-2"), 1));
        assertEquals(
                ticket(job).reference(), jobs.find(job).orElseThrow().work().ticket());
    }

    @Test
    void nothing_is_intended_for_a_job_that_is_not_charged_canceled_expired_or_ended() {
        JobId pending = pending();
        assertFalse(intend(pending, 0, 1));
        JobId flagged = charged();
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + flagged.text() + "'");
        assertFalse(intend(flagged, 0, 1));
        JobId expired = charged();
        database.execute("UPDATE job SET expires_at = NOW(3) WHERE id = '" + expired.text() + "'");
        assertFalse(intend(expired, 0, 1));
        JobId ended = charged();
        core.get(Settlements.class).settle(ended, new JobEnding.Failed(FailureKind.INTERRUPTED));
        assertFalse(intend(ended, 0, 1));
        assertFalse(submissions.accepted(ended, ticket(ended), 1));
        assertEquals(Standing.ENDED, submissions.progress(ended, 10));
    }

    @Test
    void progress_never_goes_back() {
        JobId job = charged();
        intend(job, 0, 1);
        assertEquals(Standing.GOES_ON, submissions.progress(job, 40));
        assertEquals(Standing.GOES_ON, submissions.progress(job, 20));
        assertEquals(40, jobs.find(job).orElseThrow().work().progress());
    }

    @Test
    void a_canceled_job_is_not_to_go_on() {
        JobId job = charged();
        intend(job, 0, 1);
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + job.text() + "'");
        assertEquals(Standing.TO_CANCEL, submissions.progress(job, 40));
        assertEquals(0, jobs.find(job).orElseThrow().work().progress());
        assertTrue(submissions.accepted(job, ticket(job), 1), "where it is has to be known all the same");
    }

    @Test
    void a_ticket_is_of_one_job_alone() {
        JobId first = charged();
        intend(first, 0, 1);
        JobId second = charged();
        intend(second, 0, 1);
        assertTrue(submissions.accepted(first, ticket(first), 1));
        assertThrows(DuplicateKeyException.class, () -> submissions.accepted(second, ticket(first), 1));
        assertNull(jobs.find(second).orElseThrow().work().ticket());
        assertEquals(3, jobs.events(second).size());
        assertFalse(submissions.accepted(first, ticket(first), 2), "its own again is no other's");
    }

    @Test
    void the_log_tells_of_every_step() {
        JobId job = charged();
        intend(job, 0, 1);
        submissions.accepted(job, ticket(job), 2);
        List<JobEventRow> events = jobs.events(job);
        assertEquals(
                List.of(
                        JobEventRow.Kind.ACCEPTED,
                        JobEventRow.Kind.CHARGED,
                        JobEventRow.Kind.SUBMITTING,
                        JobEventRow.Kind.SUBMITTED),
                events.stream().map(JobEventRow::kind).toList());
        assertEquals(List.of(1, 2, 3, 4), events.stream().map(JobEventRow::seq).toList());
        assertEquals(2, events.get(3).attempt());
        assertEquals("sandbox", events.get(3).provider());
    }

    private static ProviderTicket ticket(JobId job) {
        return new ProviderTicket(SANDBOX, "sb-" + job.text());
    }

    private boolean intend(JobId job, int index, int attempt) {
        return submissions.intend(job, index, ROUTE, attempt) instanceof Submissions.Intent.Written;
    }

    private JobId pending() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobRow draft = TestCore.draft(tenant, 1);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        return draft.jobId();
    }

    private JobId charged() {
        JobId job = pending();
        core.get(Charging.class).charge(job);
        return job;
    }
}
