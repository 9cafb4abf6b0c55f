package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Cancellations.Reply;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cancels, alone and against whatever else may happen to a job at the same moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancellationsTest {

    private static final int RACES = 40;
    private static final Route ROUTE = new Route(new ProviderId("sandbox"), "gpt-image-2");
    private static final JobEnding DONE = new JobEnding.Finished(
            List.of(new ImageOutcome.Stored(0, ImageFormat.PNG, 100, new ImageSize(64, 32), "a".repeat(64))));

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Cancellations cancellations = core.get(Cancellations.class);
    private final Jobs jobs = core.get(Jobs.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(100));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void a_job_that_is_not_charged_ends_at_once_and_its_hold_is_given_back() {
        TenantId poor = core.tenant(TestCore.UNIT_PRICE);
        JobId job = accepted(poor);
        JobRow row = canceling(poor, job);
        assertEquals(JobState.CANCELED, row.state());
        assertEquals(FailureKind.CANCELED, row.outcome().failure());
        assertEquals(0, row.outcome().charged());
        assertEquals(new Standing(TestCore.UNIT_PRICE.value(), 0, 0), standing(poor));
        assertEquals(List.of(), core.get(Ledger.class).movements(job));
        assertEquals("ACCEPTED CANCEL_REQUESTED ENDED", log(job));
    }

    @Test
    void a_charged_job_is_flagged_and_gets_no_intent_any_more() {
        JobId job = charged();
        JobRow row = canceling(tenant, job);
        assertEquals(JobState.QUEUED, row.state());
        assertTrue(row.cancelRequested());
        Submissions submissions = core.get(Submissions.class);
        assertInstanceOf(Submissions.Intent.NotOurs.class, submissions.intend(job, 0, ROUTE, 1));
    }

    @Test
    void a_job_at_its_provider_ends_canceled_with_what_was_stored() {
        JobId job = running();
        assertEquals(JobState.RUNNING, canceling(tenant, job).state());
        assertEquals(Submissions.Standing.TO_CANCEL, core.get(Submissions.class).progress(job, 50));
        JobRow ended = core.get(Settlements.class).settle(job, DONE).orElseThrow();
        assertEquals(JobState.CANCELED, ended.state());
        assertEquals(1, ended.outcome().delivered());
        assertEquals(0, ended.outcome().refunded());
        assertEquals("ACCEPTED CHARGED SUBMITTING CANCEL_REQUESTED ENDED", log(job));
    }

    @Test
    void a_second_cancel_is_as_good_as_the_first_and_writes_nothing() {
        JobId job = charged();
        JobRow first = canceling(tenant, job);
        assertEquals(first, canceling(tenant, job));
        core.get(Settlements.class).settle(job, new JobEnding.Withdrawn(FailureKind.CANCELED, List.of()));
        assertInstanceOf(Reply.HadEnded.class, cancellations.cancel(tenant, job));
    }

    @Test
    void a_job_that_has_ended_stays_as_it_is() {
        JobId job = running();
        JobRow ended = core.get(Settlements.class).settle(job, DONE).orElseThrow();
        assertEquals(new Reply.HadEnded(ended), cancellations.cancel(tenant, job));
        assertEquals(ended, jobs.find(job).orElseThrow());
    }

    @Test
    void another_tenants_job_is_as_absent_as_none() {
        JobId job = charged();
        TenantId other = core.tenant(MicroUsd.ZERO);
        assertEquals(new Reply.NoJob(), cancellations.cancel(other, job));
        assertEquals(new Reply.NoJob(), cancellations.cancel(tenant, new JobId(UUID.randomUUID())));
        assertTrue(jobs.events(other, job, null).isEmpty());
        assertEquals("ACCEPTED CHARGED", log(job));
    }

    @Test
    void of_a_cancel_and_an_end_one_wins_and_the_answer_says_which() {
        Settlements settlements = core.get(Settlements.class);
        for (int race = 0; race < RACES; race++) {
            JobId job = running();
            Reply reply = against(job, () -> settlements.settle(job, DONE));
            JobRow row = jobs.find(job).orElseThrow();
            switch (reply) {
                case Reply.Canceling _ -> assertEquals(JobState.CANCELED, row.state());
                case Reply.HadEnded(JobRow ended) -> {
                    assertEquals(JobState.SUCCEEDED, ended.state());
                    assertEquals(ended, row);
                }
                case Reply.NoJob() -> throw new AssertionError("it is there");
            }
            assertEquals(1, log(job).split("ENDED", -1).length - 1, log(job));
        }
    }

    @Test
    void of_a_cancel_and_a_charge_either_may_be_first_and_the_books_are_right() {
        Charging charging = core.get(Charging.class);
        for (int race = 0; race < RACES; race++) {
            TenantId alone = core.tenant(TestCore.UNIT_PRICE);
            JobId job = accepted(alone);
            against(alone, job, () -> charging.charge(job));
            JobRow row = jobs.find(job).orElseThrow();
            assertTrue(row.cancelRequested());
            boolean charged = row.state() == JobState.QUEUED;
            assertEquals(charged ? "ACCEPTED CHARGED CANCEL_REQUESTED" : "ACCEPTED CANCEL_REQUESTED ENDED", log(job));
            long price = TestCore.UNIT_PRICE.value();
            assertEquals(charged ? new Standing(0, 0, price) : new Standing(price, 0, 0), standing(alone));
        }
    }

    @Test
    void of_many_cancels_one_writes() {
        JobId job = charged();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 24; i++) {
                executor.execute(() -> cancellations.cancel(tenant, job));
            }
        }
        assertEquals("ACCEPTED CHARGED CANCEL_REQUESTED", log(job));
    }

    private Reply against(JobId job, Runnable other) {
        return against(tenant, job, other);
    }

    private Reply against(TenantId owner, JobId job, Runnable other) {
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            CompletableFuture<Void> ending = CompletableFuture.runAsync(other, executor);
            CompletableFuture<Reply> cancel =
                    CompletableFuture.supplyAsync(() -> cancellations.cancel(owner, job), executor);
            ending.join();
            return cancel.join();
        }
    }

    private JobRow canceling(TenantId owner, JobId job) {
        return assertInstanceOf(Reply.Canceling.class, cancellations.cancel(owner, job))
                .row();
    }

    private String log(JobId job) {
        return String.join(
                " ", jobs.events(job).stream().map(event -> event.kind().name()).toList());
    }

    private Standing standing(TenantId owner) {
        return core.get(Ledger.class).standing(owner).orElseThrow();
    }

    private JobId accepted(TenantId owner) {
        JobRow draft = TestCore.draft(owner, 1);
        Acceptance.Reply reply = core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        assertInstanceOf(Acceptance.Reply.Taken.class, reply);
        return draft.jobId();
    }

    private JobId charged() {
        JobId job = accepted(tenant);
        core.get(Charging.class).charge(job);
        return job;
    }

    private JobId running() {
        JobId job = charged();
        assertInstanceOf(
                Submissions.Intent.Written.class, core.get(Submissions.class).intend(job, 0, ROUTE, 1));
        return job;
    }
}
