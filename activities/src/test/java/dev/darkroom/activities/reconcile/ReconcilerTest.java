package dev.darkroom.activities.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Cancellations;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.FakeFate;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.job.WorkflowFate.StartCard;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.activities.repair.Repairs;
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
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconcilerTest {

    private static final Route ROUTE = new Route(new ProviderId("sandbox"), "gpt-image-2");

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database, database.config(), Map.of("test.fate", "fake"));
    private final Reconciler reconciler = core.get(Reconciler.class);
    private final FakeFate fate = core.get(FakeFate.class);
    private final Jobs jobs = core.get(Jobs.class);

    @AfterAll
    void close() {
        core.close();
    }

    @BeforeEach
    void forget() {
        fate.started.clear();
        fate.canceled.clear();
        database.execute("UPDATE job SET check_at = NOW(3) + INTERVAL 1 DAY WHERE check_at IS NOT NULL");
    }

    @Test
    void a_job_that_temporal_does_not_know_is_started_again() {
        JobRow row = job(JobState.RUNNING);
        fate.fates.put(row.jobId(), Fate.UNKNOWN);
        sweep(row.jobId());
        String name = "t-" + row.tenantId().substring(0, 8);
        assertEquals(List.of(new StartCard(row.jobId(), name, "stratizon", "gpt-image-2", 2)), fate.started);
        assertEquals(JobState.RUNNING, state(row));
        assertEquals(List.of("JOB_STARTED RUNNING and unknown to Temporal"), journal(row));
    }

    @Test
    void a_job_that_was_accepted_just_now_may_be_on_its_way_to_temporal() {
        JobRow row = job(JobState.PENDING);
        fate.fates.put(row.jobId(), Fate.UNKNOWN);
        database.execute("UPDATE job SET check_at = NOW(3) WHERE id = '" + row.id() + "'");
        assertEquals(1, reconciler.sweep());
        assertEquals(List.of(), fate.started);
    }

    @Test
    void a_job_that_runs_or_of_which_nothing_is_known_is_left_alone() {
        JobRow running = job(JobState.RUNNING);
        JobRow silent = job(JobState.PENDING);
        fate.fates.put(silent.jobId(), Fate.NO_ANSWER);
        sweep(running.jobId(), silent.jobId());
        assertEquals(JobState.RUNNING, state(running));
        assertEquals(JobState.PENDING, state(silent));
        assertEquals(List.of(), fate.started);
    }

    @Test
    void a_closed_workflow_counts_when_it_was_seen_twice() {
        JobRow row = job(JobState.RUNNING);
        fate.fates.put(row.jobId(), Fate.CLOSED);
        sweep(row.jobId());
        assertEquals(JobState.RUNNING, state(row));
        sweep(row.jobId());
        assertEquals(JobState.RUNNING, state(row));
        passFiveSeconds(row);
        sweep(row.jobId());
        JobRow ended = jobs.find(row.jobId()).orElseThrow();
        assertEquals(JobState.FAILED, ended.state());
        assertEquals(FailureKind.INTERRUPTED, ended.outcome().failure());
        assertEquals(ended.outcome().charged(), ended.outcome().refunded());
        List<String> journal = List.of("JOB_SETTLED RUNNING though its workflow is closed: FAILED, 0 of 2 delivered");
        assertEquals(journal, journal(row));
        assertEquals(0, reconciler.sweep(), "nothing is left");
    }

    @Test
    void work_for_which_no_workflow_waits_is_stopped_at_its_provider() {
        JobRow row = job(JobState.RUNNING);
        ProviderTicket ticket =
                new ProviderTicket(ROUTE.provider(), "sb-" + Instant.now().toEpochMilli());
        core.get(Submissions.class).accepted(row.jobId(), ticket, 1);
        settleClosed(row, Fate.CLOSED);
        assertEquals(
                "PROVIDER_STOPPED no workflow waits for it at sandbox",
                journal(row).getLast());
    }

    @Test
    void nothing_is_stopped_at_a_provider_that_has_delivered_everything() throws IOException {
        JobRow row = job(JobState.RUNNING);
        core.get(Submissions.class).accepted(row.jobId(), new ProviderTicket(ROUTE.provider(), "sb-" + row.id()), 1);
        store(row, 0);
        store(row, 1);
        settleClosed(row, Fate.CLOSED);
        assertEquals(1, journal(row).size());
    }

    @Test
    void what_a_workflow_has_settled_meanwhile_is_no_repair() {
        JobRow row = job(JobState.RUNNING);
        fate.fates.put(row.jobId(), Fate.CLOSED);
        sweep(row.jobId());
        passFiveSeconds(row);
        DueJob seen = new DueJob(
                row.id(), row.tenantId(), "t", JobState.RUNNING, "stratizon", "gpt-image-2", 2, "NONE", 0, 0, 1, 0);
        core.get(Settlements.class).settle(row.jobId(), new JobEnding.Failed(FailureKind.PROVIDER_ERROR));
        reconciler.reconcile(List.of(seen), true);
        assertEquals(
                FailureKind.PROVIDER_ERROR,
                jobs.find(row.jobId()).orElseThrow().outcome().failure());
        assertEquals(List.of(), journal(row));
    }

    @Test
    void a_delete_that_looked_like_an_end_is_a_start_again() {
        JobRow row = job(JobState.QUEUED);
        fate.fates.put(row.jobId(), Fate.CLOSED);
        sweep(row.jobId());
        passFiveSeconds(row);
        fate.fates.put(row.jobId(), Fate.UNKNOWN);
        sweep(row.jobId());
        assertEquals(1, fate.started.size());
        assertEquals(JobState.QUEUED, state(row));
    }

    @Test
    void a_closed_workflow_is_settled_from_what_is_really_stored() throws IOException {
        JobRow row = job(JobState.RUNNING);
        store(row, 1);
        settleClosed(row, Fate.CLOSED);
        JobRow ended = jobs.find(row.jobId()).orElseThrow();
        assertEquals(JobState.SUCCEEDED, ended.state());
        assertEquals(1, ended.outcome().delivered());
        assertEquals("0:EMPTY_RESULT", ended.outcome().missing());
        assertEquals(50_000, ended.outcome().refunded());
    }

    @Test
    void images_of_a_job_that_was_never_charged_are_charged_for_first() throws IOException {
        JobRow row = job(JobState.PENDING);
        store(row, 0);
        settleClosed(row, Fate.CLOSED);
        JobRow ended = jobs.find(row.jobId()).orElseThrow();
        assertEquals(JobState.SUCCEEDED, ended.state());
        assertEquals(100_000, ended.outcome().charged());
        assertEquals(50_000, ended.outcome().refunded());
    }

    @Test
    void a_canceled_workflow_ends_the_job_canceled() {
        JobRow pending = job(JobState.PENDING);
        JobRow running = job(JobState.RUNNING);
        settleClosed(pending, Fate.CANCELED);
        settleClosed(running, Fate.CANCELED);
        assertEquals(JobState.CANCELED, state(pending));
        assertEquals(JobState.CANCELED, state(running));
        assertEquals(0, jobs.find(pending.jobId()).orElseThrow().outcome().charged());
    }

    @Test
    void a_workflow_that_runs_is_told_of_a_cancel_until_the_job_has_ended() {
        JobRow canceled = job(JobState.RUNNING);
        JobRow running = job(JobState.RUNNING);
        core.get(Cancellations.class).cancel(canceled.tenant(), canceled.jobId());
        sweep(canceled.jobId(), running.jobId());
        sweep(canceled.jobId());
        assertEquals(List.of(canceled.jobId(), canceled.jobId()), fate.canceled);
        settleClosed(canceled, Fate.CLOSED);
        assertEquals(JobState.CANCELED, state(canceled));
        assertEquals(2, fate.canceled.size());
    }

    @Test
    void what_was_not_started_in_time_expires() {
        JobRow pending = job(JobState.PENDING);
        JobRow queued = job(JobState.QUEUED);
        JobRow running = job(JobState.RUNNING);
        for (JobRow row : List.of(pending, queued, running)) {
            database.execute("UPDATE job SET expires_at = NOW(3) - INTERVAL 1 SECOND WHERE id = '" + row.id() + "'");
        }
        sweep(pending.jobId(), queued.jobId(), running.jobId());
        assertEquals(JobState.CANCELED, state(pending));
        assertEquals(JobState.CANCELED, state(queued));
        assertEquals(JobState.RUNNING, state(running));
    }

    @Test
    void a_look_is_put_off_longer_and_longer() {
        JobRow row = job(JobState.RUNNING);
        for (long seconds : List.of(15L, 30L, 45L, 60L, 60L)) {
            sweep(row.jobId());
            long wait = database.count("SELECT ROUND(TIMESTAMPDIFF(MICROSECOND, NOW(3), check_at) / 1000000)"
                    + " FROM job WHERE id = '" + row.id() + "'");
            assertTrue(Math.abs(wait - seconds) <= 1, () -> wait + " is not " + seconds);
        }
    }

    @Test
    void two_sweeps_at_once_do_not_look_at_the_same_job() throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            JobRow row = job(JobState.PENDING);
            fate.fates.put(row.jobId(), Fate.UNKNOWN);
            due(row.jobId());
        }
        Thread other = Thread.ofPlatform().start(reconciler::sweep);
        reconciler.sweep();
        other.join();
        assertEquals(30, fate.started.size());
        assertEquals(30, fate.started.stream().map(StartCard::job).distinct().count());
    }

    private void settleClosed(JobRow row, Fate closed) {
        fate.fates.put(row.jobId(), closed);
        sweep(row.jobId());
        passFiveSeconds(row);
        sweep(row.jobId());
    }

    private void sweep(JobId... due) {
        due(due);
        assertEquals(due.length, reconciler.sweep());
    }

    private void due(JobId... due) {
        for (JobId job : due) {
            database.execute("UPDATE job SET check_at = NOW(3), created_at = created_at - INTERVAL 10 SECOND"
                    + " WHERE id = '" + job.text() + "'");
        }
    }

    private void passFiveSeconds(JobRow row) {
        database.execute(
                "UPDATE job SET closed_seen_at = closed_seen_at - INTERVAL 5 SECOND WHERE id = '" + row.id() + "'");
    }

    private List<String> journal(JobRow row) {
        return core.get(Repairs.class).of(row.jobId()).stream()
                .map(repair -> repair.kind() + " " + repair.reason())
                .toList();
    }

    private JobState state(JobRow row) {
        return jobs.find(row.jobId()).orElseThrow().state();
    }

    private JobRow job(JobState state) {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobRow draft = TestCore.draft(tenant, 2);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        if (state != JobState.PENDING) {
            core.get(Charging.class).charge(draft.jobId());
        }
        if (state == JobState.RUNNING) {
            core.get(Submissions.class).intend(draft.jobId(), 0, ROUTE, 1);
        }
        return draft;
    }

    private void store(JobRow row, int index) throws IOException {
        ImageProvider sandbox =
                core.get(ProviderCatalog.class).find(ROUTE.provider()).orElseThrow();
        ProviderJob job = new ProviderJob(row.id() + "-0", ROUTE, row.request().spec(), Instant.now());
        ProviderTicket ticket = new ProviderTicket(ROUTE.provider(), "sb-1");
        try (InputStream image = sandbox.fetch(job, ticket, index)) {
            ImageVault.Place place = new ImageVault.Place(row.tenant(), row.jobId(), index);
            core.get(ImageVault.class).store(place, image, 1_000_000, () -> {});
        }
    }
}
