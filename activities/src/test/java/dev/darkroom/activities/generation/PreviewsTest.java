package dev.darkroom.activities.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobPulse;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Previews;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ScriptedProvider;
import dev.darkroom.activities.testing.FailingBlobs;
import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.webhook.delivery.ProgressTelling;
import dev.darkroom.workflows.contract.ProviderActivities.Generated;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Images as they look on the way: from the provider to the store, and away again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Route ROUTE = new Route(ScriptedProvider.ID, "m");
    private static final int IMAGES = 2;

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Jobs jobs = core.get(Jobs.class);
    private final BlobStore blobs = core.get(BlobStore.class);
    private final ScriptedProvider provider = new ScriptedProvider();

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void as_many_as_are_wanted_are_stored_and_then_noted() throws IOException {
        provider.showPreviews(-1);
        JobRow job = running(2);
        await(job, 6, core.get(ImageVault.class));
        assertEquals(List.of("preview 0 0", "preview 1 0", "preview 0 1", "preview 1 1"), provider.asked);
        assertEquals(List.of(key(job, 0, 0), key(job, 0, 1), key(job, 1, 0), key(job, 1, 1)), stored(job));
        assertNotNull(ImageIO.read(
                new ByteArrayInputStream(blobs.open(key(job, 1, 1), 0).readAllBytes())));
        assertEquals(List.of(2), noted(job));
        assertEquals(
                List.of(),
                core.get(ImageVault.class).inspect(job.tenant(), job.jobId(), IMAGES),
                "previews are no billed images");
    }

    @Test
    void another_attempt_goes_on_after_those_that_are_noted() {
        provider.showPreviews(-1);
        JobRow job = running(3);
        database.execute("UPDATE job SET work_previews = 2 WHERE id = '" + job.id() + "'");
        await(job, 6, core.get(ImageVault.class));
        assertEquals(List.of("preview 0 2", "preview 1 2"), provider.asked);
        assertEquals(List.of(3), noted(job));
    }

    @Test
    void one_that_cannot_be_had_or_stored_fails_nothing() {
        provider.showPreviews(0);
        JobRow lost = running(1);
        await(lost, 3, core.get(ImageVault.class));
        assertEquals(List.of(key(lost, 1, 0)), stored(lost));
        assertEquals(List.of(1), noted(lost));
        JobRow unstored = running(1);
        await(unstored, 3, new ImageVault(new FailingBlobs(blobs)));
        assertEquals(List.of(), stored(unstored));
    }

    @Test
    void a_job_that_wants_none_costs_nothing_more() throws SQLException {
        provider.showPreviews(-1);
        JobRow job = running(0);
        try (StatementLog log = new StatementLog(database)) {
            await(job, 6, core.get(ImageVault.class));
            assertEquals(
                    List.of(),
                    log.statements().stream()
                            .filter(text -> text.startsWith("UPDATE") && text.contains("work_previews"))
                            .toList());
        }
        assertEquals(List.of(), provider.asked);
        assertEquals(List.of(), stored(job));
    }

    @Test
    void they_are_removed_when_the_job_has_ended_and_not_before() {
        provider.showPreviews(-1);
        JobRow job = running(1);
        await(job, 3, core.get(ImageVault.class));
        core.get(Previews.class).drop(jobs.find(job.jobId()).orElseThrow());
        assertEquals(2, stored(job).size());
        JobRow ended = ended(job);
        core.get(Previews.class).drop(ended);
        assertEquals(List.of(), stored(job));
        assertEquals(List.of(0), noted(job));
    }

    @Test
    void those_of_a_job_that_ended_meanwhile_do_not_stay() {
        provider.showPreviews(-1);
        JobRow job = running(1);
        ended(job);
        PreviewStep.Taking late = step(core.get(ImageVault.class))
                .of(job, provider, core.get(ProviderJobs.class).of(job), ticket(job), new FakePulse());
        late.take(1);
        assertEquals(List.of("preview 0 0", "preview 1 0"), provider.asked);
        assertEquals(List.of(), stored(job));
        assertEquals(List.of(0), noted(job));
    }

    @Test
    void what_a_crash_left_is_swept_a_while_later() {
        provider.showPreviews(-1);
        JobRow job = running(1);
        await(job, 3, core.get(ImageVault.class));
        Previews previews = core.get(Previews.class);
        previews.sweep();
        ended(job);
        previews.sweep();
        assertEquals(2, stored(job).size(), "whoever settles it may be removing them now");
        database.execute(
                "UPDATE job SET completed_at = completed_at - INTERVAL 61 SECOND WHERE id = '" + job.id() + "'");
        previews.sweep();
        assertEquals(List.of(), stored(job));
        assertEquals(List.of(0), noted(job));
    }

    @Test
    void whoever_settles_does_not_wait_for_the_store() throws InterruptedException {
        provider.showPreviews(-1);
        JobRow job = running(1);
        await(job, 3, core.get(ImageVault.class));
        core.get(Previews.class).dropSoon(ended(job));
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!noted(job).equals(List.of(0))) {
            assertTrue(System.nanoTime() < deadline, "nobody removes them");
            Thread.onSpinWait();
        }
        assertEquals(List.of(), stored(job));
    }

    private PreviewStep step(ImageVault vault) {
        return new PreviewStep(jobs, core.get(Submissions.class), vault, core.get(Previews.class));
    }

    private void await(JobRow job, int polls, ImageVault vault) {
        provider.finishAfter(polls);
        AwaitStep waiting = new AwaitStep(
                jobs,
                core.get(Submissions.class),
                new ProviderCatalog(List.of(provider)),
                core.get(ProviderJobs.class),
                step(vault),
                core.get(ProgressTelling.class),
                core.get(DatabaseClock.class));
        assertEquals(new Generated(), waiting.run(job.jobId(), ticket(job), LIMIT, new FakePulse()));
    }

    private static ProviderTicket ticket(JobRow job) {
        return new ProviderTicket(ScriptedProvider.ID, "up-" + job.id());
    }

    private static String key(JobRow job, int index, int number) {
        return BlobKeys.preview(job.tenant(), job.jobId(), index, number, ImageFormat.PNG);
    }

    private List<String> stored(JobRow job) {
        try {
            return blobs.list(BlobKeys.previews(job.tenant(), job.jobId())).stream()
                    .map(BlobInfo::key)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Integer> noted(JobRow job) {
        return jobs.pulses(List.of(job.id())).stream().map(JobPulse::previews).toList();
    }

    private JobRow ended(JobRow job) {
        return core.get(Settlements.class)
                .settle(job.jobId(), new JobEnding.Failed(FailureKind.INTERRUPTED))
                .orElseThrow();
    }

    private JobRow running(int previews) {
        provider.asked.clear();
        JobId job = new JobId(UUID.randomUUID());
        JobRow draft = TestCore.draft(core.tenant(MicroUsd.ofUsd(1)), job, IMAGES, "a lake");
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        database.execute("UPDATE job SET request_routes = 'scripted:m', request_previews = %d WHERE id = '%s'"
                .formatted(previews, job.text()));
        core.get(Charging.class).charge(job);
        core.get(Submissions.class).intend(job, 0, ROUTE, 1);
        return jobs.find(job).orElseThrow();
    }
}
