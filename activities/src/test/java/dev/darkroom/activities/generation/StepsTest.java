package dev.darkroom.activities.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.blob.LocalDiskBlobStore;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.lease.Leases;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.provider.ImageProviderContract.Course;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ScriptedProvider;
import dev.darkroom.activities.testing.FailingBlobs;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.thumbnail.Thumbnails;
import dev.darkroom.activities.webhook.delivery.ProgressTelling;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ArtifactActivities.ImagesStored;
import dev.darkroom.workflows.contract.ProviderActivities.Generated;
import dev.darkroom.workflows.contract.ProviderActivities.GenerationFailed;
import dev.darkroom.workflows.contract.ProviderActivities.NotAccepted;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitFailed;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitReply;
import dev.darkroom.workflows.contract.ProviderActivities.Submitted;
import dev.darkroom.workflows.contract.ProviderActivities.Withdrawn;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final ProviderTicket TICKET = new ProviderTicket(ScriptedProvider.ID, "up-9");
    private static final Route ROUTE = new Route(ScriptedProvider.ID, "m");

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Jobs jobs = core.get(Jobs.class);
    private final Submissions submissions = core.get(Submissions.class);
    private final ScriptedProvider provider = new ScriptedProvider();
    private final ProviderCatalog providers = new ProviderCatalog(List.of(provider));
    private final SubmitStep submit =
            new SubmitStep(jobs, submissions, core.get(Leases.class), providers, core.get(ProviderJobs.class));
    private final AwaitStep await = new AwaitStep(
            jobs,
            submissions,
            providers,
            core.get(ProviderJobs.class),
            core.get(PreviewStep.class),
            core.get(ProgressTelling.class),
            core.get(DatabaseClock.class));
    private final FakePulse pulse = new FakePulse();

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void submits_once_and_answers_the_stored_ticket_from_then_on() {
        JobId job = charged(Course.DELIVERS, 1);
        Submitted first = assertInstanceOf(Submitted.class, submitted(job, 0, pulse));
        assertEquals(first, submitted(job, 0, new FakePulse()));
        assertEquals(1, submitsOf(job));
        assertEquals(JobState.RUNNING, jobs.find(job).orElseThrow().state());
        assertEquals(
                first.ticket().reference(), jobs.find(job).orElseThrow().work().ticket());
        assertTrue(pulse.reports.contains(first.ticket()));
    }

    @Test
    void a_ticket_that_only_the_heartbeat_knows_is_kept() {
        JobId job = charged(Course.DELIVERS, 1);
        submissions.intend(job, 0, ROUTE, 1);
        FakePulse second = new FakePulse();
        ProviderTicket before = new ProviderTicket(ROUTE.provider(), "up-" + job.text());
        second.before = before;
        assertEquals(new Submitted(before), submitted(job, 0, second));
        assertEquals(before.reference(), jobs.find(job).orElseThrow().work().ticket());
        assertEquals(0, submitsOf(job));
    }

    @Test
    void a_ticket_of_another_job_is_not_taken() {
        Submitted first = assertInstanceOf(Submitted.class, submitted(charged(Course.DELIVERS, 1), 0, pulse));
        JobId second = charged(Course.DELIVERS, 1);
        submissions.intend(second, 0, ROUTE, 1);
        FakePulse again = new FakePulse();
        again.before = first.ticket();
        assertEquals(new SubmitFailed(FailureKind.OUTCOME_UNKNOWN), submitted(second, 0, again));
        assertNull(jobs.find(second).orElseThrow().work().ticket());
    }

    @Test
    void a_ticket_is_written_down_although_the_attempt_is_no_longer_wanted() {
        JobId job = charged(Course.DELIVERS, 1);
        FakePulse stopped = new FakePulse();
        stopped.stopAfter = -1;
        assertInstanceOf(Submitted.class, submitted(job, 0, stopped));
        assertTrue(jobs.find(job).orElseThrow().work().ticket() != null);
    }

    @Test
    void an_intent_without_a_ticket_is_looked_up_and_never_sent_again() {
        JobId lost = charged(Course.LOSES_THE_ANSWER, 1);
        submissions.intend(lost, 0, ROUTE, 1);
        assertEquals(new SubmitFailed(FailureKind.OUTCOME_UNKNOWN), submitted(lost, 0, pulse));
        assertEquals(0, submitsOf(lost));

        JobId found = charged(Course.DELIVERS, 1);
        assertInstanceOf(Submitted.class, submitted(found, 0, pulse));
        database.execute("UPDATE job SET work_ticket = NULL WHERE id = '" + found.text() + "'");
        assertInstanceOf(Submitted.class, submitted(found, 0, pulse));
        assertEquals(1, submitsOf(found));
        assertTrue(provider.asked.contains("find " + found.text() + "-0"));
    }

    @Test
    void what_the_provider_says_is_answered() {
        assertEquals(new SubmitFailed(FailureKind.PROMPT_REJECTED), submitted(charged(Course.REJECTS, 1), 0, pulse));
        assertEquals(
                new SubmitFailed(FailureKind.OUTCOME_UNKNOWN),
                submitted(charged(Course.LOSES_THE_ANSWER, 1), 0, pulse));
    }

    @Test
    void the_next_route_is_tried_after_a_refusal_and_by_a_second_run_too() {
        JobId job = charged(Course.DOES_NOT_ACCEPT, 1);
        SubmitReply refusal = new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
        assertEquals(refusal, submitted(job, 0, pulse));
        assertEquals(refusal, submitted(job, 1, pulse));
        assertEquals(refusal, submitted(job, 0, pulse), "a second run goes past the first route");
        assertEquals(new SubmitFailed(FailureKind.OUTCOME_UNKNOWN), submitted(job, 1, pulse));
        assertEquals(2, submitsOf(job));
    }

    @Test
    void a_job_that_is_not_to_be_started_is_not_submitted() {
        assertEquals(new AlreadyEnded(null), submitted(new JobId(UUID.randomUUID()), 0, pulse));
        assertEquals(new AlreadyEnded(JobState.PENDING), submitted(pending(Course.DELIVERS, 1), 0, pulse));
        JobId ended = charged(Course.DELIVERS, 1);
        core.get(Settlements.class).settle(ended, new JobEnding.Failed(FailureKind.INTERRUPTED));
        assertEquals(new AlreadyEnded(JobState.FAILED), submitted(ended, 0, pulse));
        JobId expired = charged(Course.DELIVERS, 1);
        database.execute("UPDATE job SET expires_at = NOW(3) WHERE id = '" + expired.text() + "'");
        assertEquals(new Withdrawn(FailureKind.EXPIRED), submitted(expired, 0, pulse));
        JobId flagged = charged(Course.DELIVERS, 1);
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + flagged.text() + "'");
        assertEquals(new Withdrawn(FailureKind.CANCELED), submitted(flagged, 0, pulse));
    }

    @Test
    void a_job_without_a_lease_waits_and_takes_the_first_that_is_free() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        core.tier(tenant, 1, null);
        JobId first = charged(tenant, Course.DELIVERS, 1);
        JobId second = charged(tenant, Course.DELIVERS, 1);
        submitted(first, 0, pulse);
        SubmitStep.Outcome.Waiting waiting =
                assertInstanceOf(SubmitStep.Outcome.Waiting.class, submit.run(second, 0, pulse));
        assertTrue(waiting.pause().compareTo(Duration.ofSeconds(1)) >= 0, waiting::toString);
        assertTrue(waiting.pause().compareTo(Duration.ofSeconds(3)) <= 0, waiting::toString);
        assertEquals(0, submitsOf(second));
        assertEquals(0, submit.waits(second));
        core.get(Settlements.class).settle(first, new JobEnding.Failed(FailureKind.INTERRUPTED));
        FakePulse fourth = new FakePulse();
        fourth.attempt = 4;
        assertInstanceOf(Submitted.class, submitted(second, 0, fourth));
        assertEquals(1, submitsOf(second));
        assertEquals(3, submit.waits(second), "three attempts waited before the one that wrote the intent");
    }

    @Test
    void a_job_that_waits_ends_when_it_is_canceled_or_expires() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        core.tier(tenant, 1, null);
        submitted(charged(tenant, Course.DELIVERS, 1), 0, pulse);
        JobId canceled = charged(tenant, Course.DELIVERS, 1);
        JobId expired = charged(tenant, Course.DELIVERS, 1);
        assertInstanceOf(SubmitStep.Outcome.Waiting.class, submit.run(canceled, 0, pulse));
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + canceled.text() + "'");
        database.execute("UPDATE job SET expires_at = NOW(3) WHERE id = '" + expired.text() + "'");
        assertEquals(new Withdrawn(FailureKind.CANCELED), submitted(canceled, 0, pulse));
        assertEquals(new Withdrawn(FailureKind.EXPIRED), submitted(expired, 0, pulse));
    }

    @Test
    void a_canceled_job_is_not_given_to_the_next_route() {
        JobId job = charged(Course.DOES_NOT_ACCEPT, 1);
        assertEquals(new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE), submitted(job, 0, pulse));
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + job.text() + "'");
        assertEquals(new Withdrawn(FailureKind.CANCELED), submitted(job, 1, pulse));
        assertEquals(1, submitsOf(job));
    }

    @Test
    void waits_until_the_provider_has_finished() {
        JobId job = charged(Course.DELIVERS, 1);
        Submitted submitted = assertInstanceOf(Submitted.class, submitted(job, 0, pulse));
        assertEquals(new Generated(), await.run(job, submitted.ticket(), LIMIT, pulse));
        JobId failing = charged(Course.FAILS, 1);
        Submitted failed = assertInstanceOf(Submitted.class, submitted(failing, 0, pulse));
        assertEquals(
                new GenerationFailed(FailureKind.PROVIDER_ERROR), await.run(failing, failed.ticket(), LIMIT, pulse));
    }

    @Test
    void a_provider_that_takes_too_long_is_canceled() {
        JobId job = charged(Course.DELIVERS, 1);
        Submitted submitted = assertInstanceOf(Submitted.class, submitted(job, 0, pulse));
        database.execute("UPDATE job SET started_at = NOW(3) - INTERVAL 2 MINUTE WHERE id = '" + job.text() + "'");
        assertEquals(
                new GenerationFailed(FailureKind.PROVIDER_TIMEOUT), await.run(job, submitted.ticket(), LIMIT, pulse));
        assertTrue(provider.asked.contains("cancel"));
    }

    @Test
    void a_cancel_of_which_only_the_row_knows_stops_the_provider() {
        ScriptedProvider slow = new ScriptedProvider();
        slow.finishAfter(Integer.MAX_VALUE);
        AwaitStep waiting = waitingAt(slow);
        JobId job = charged(Course.DELIVERS, 1);
        submitted(job, 0, pulse);
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + job.text() + "'");
        assertEquals(new GenerationFailed(FailureKind.CANCELED), waiting.run(job, TICKET, LIMIT, pulse));
        assertEquals(List.of("cancel"), slow.asked);
        JobId done = charged(Course.DELIVERS, 1);
        submitted(done, 0, pulse);
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + done.text() + "'");
        slow.finishAfter(1);
        assertEquals(new Generated(), waiting.run(done, TICKET, LIMIT, pulse), "what is made is kept");
    }

    @Test
    void an_attempt_that_is_no_longer_wanted_stops_and_cancels_nothing() {
        ScriptedProvider slow = new ScriptedProvider();
        slow.finishAfter(Integer.MAX_VALUE);
        AwaitStep waiting = waitingAt(slow);
        JobId job = charged(Course.DELIVERS, 1);
        submitted(job, 0, pulse);
        FakePulse stopping = new FakePulse();
        stopping.stopAfter = 3;
        assertThrows(FakePulse.StoppedException.class, () -> waiting.run(job, TICKET, LIMIT, stopping));
        assertEquals(List.of(), slow.asked);
    }

    @Test
    void a_job_that_ended_meanwhile_is_left() throws IOException {
        JobId job = charged(Course.DELIVERS, 1);
        submitted(job, 0, pulse);
        core.get(Settlements.class).settle(job, new JobEnding.Failed(FailureKind.INTERRUPTED));
        assertEquals(new AlreadyEnded(JobState.FAILED), await.run(job, TICKET, LIMIT, pulse));
        StoreStep store = new StoreStep(
                jobs, providers, core.get(ProviderJobs.class), core.get(ImageVault.class), core.get(Thumbnails.class));
        assertEquals(new AlreadyEnded(JobState.FAILED), store.run(job, TICKET, pulse));
    }

    @Test
    void stores_what_was_made_and_says_what_is_missing() throws IOException {
        StoreStep store = new StoreStep(
                jobs, providers, core.get(ProviderJobs.class), core.get(ImageVault.class), core.get(Thumbnails.class));
        JobId fewer = charged(Course.DELIVERS_ONE_OF_TWO, 2);
        ProviderTicket ticket = finished(fewer);
        List<ImageOutcome> outcomes = assertInstanceOf(ImagesStored.class, store.run(fewer, ticket, pulse))
                .outcomes();
        assertInstanceOf(ImageOutcome.Stored.class, outcomes.get(0));
        assertEquals(new ImageOutcome.Failed(1, FailureKind.EMPTY_RESULT), outcomes.get(1));
        TenantId owner = jobs.find(fewer).orElseThrow().tenant();
        String small = BlobKeys.thumbnail(BlobKeys.image(owner, fewer, 0, ImageFormat.PNG));
        assertTrue(core.get(BlobStore.class).find(small).isPresent(), "with a small picture beside it");
        assertEquals(new ImagesStored(outcomes), store.run(fewer, ticket, pulse), "a repeat stores nothing twice");
        JobId filtered = charged(Course.FILTERS_ONE_OF_TWO, 2);
        ImagesStored stored = assertInstanceOf(ImagesStored.class, store.run(filtered, finished(filtered), pulse));
        assertEquals(new ImageOutcome.Filtered(0), stored.outcomes().get(0));
    }

    @Test
    void storage_that_fails_is_tried_again_and_then_given_up() throws IOException {
        BlobStore disk = new LocalDiskBlobStore(Files.createTempDirectory(Path.of("target"), "blobs-"));
        StoreStep store = new StoreStep(
                jobs,
                providers,
                core.get(ProviderJobs.class),
                new ImageVault(new FailingBlobs(disk)),
                core.get(Thumbnails.class));
        JobId job = charged(Course.DELIVERS, 1);
        ProviderTicket ticket = finished(job);
        assertThrows(IOException.class, () -> store.run(job, ticket, pulse));
        FakePulse last = new FakePulse();
        last.attempt = StoreStep.ATTEMPTS_MAX;
        assertEquals(
                new ImagesStored(List.of(new ImageOutcome.Failed(0, FailureKind.STORAGE_ERROR))),
                store.run(job, ticket, last));
    }

    private AwaitStep waitingAt(ScriptedProvider upstream) {
        ProviderCatalog alone = new ProviderCatalog(List.of(upstream));
        return new AwaitStep(
                jobs,
                submissions,
                alone,
                core.get(ProviderJobs.class),
                core.get(PreviewStep.class),
                core.get(ProgressTelling.class),
                core.get(DatabaseClock.class));
    }

    private SubmitReply submitted(JobId job, int route, Pulse attempt) {
        return assertInstanceOf(SubmitStep.Outcome.Answered.class, submit.run(job, route, attempt))
                .reply();
    }

    private ProviderTicket finished(JobId job) {
        Submitted submitted = assertInstanceOf(Submitted.class, submitted(job, 0, pulse));
        assertEquals(new Generated(), await.run(job, submitted.ticket(), LIMIT, pulse));
        return submitted.ticket();
    }

    private long submitsOf(JobId job) {
        return provider.asked.stream()
                .filter(line -> line.startsWith("submit " + job.text()))
                .count();
    }

    private JobId pending(TenantId tenant, Course course, int images) {
        JobId job = new JobId(UUID.randomUUID());
        JobRow draft = TestCore.draft(tenant, job, images, course.name());
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        database.execute("UPDATE job SET request_routes = 'scripted:m,scripted:n' WHERE id = '" + job.text() + "'");
        return job;
    }

    private JobId pending(Course course, int images) {
        return pending(core.tenant(MicroUsd.ofUsd(1)), course, images);
    }

    private JobId charged(Course course, int images) {
        return charged(core.tenant(MicroUsd.ofUsd(1)), course, images);
    }

    private JobId charged(TenantId tenant, Course course, int images) {
        JobId job = pending(tenant, course, images);
        core.get(Charging.class).charge(job);
        return job;
    }
}
