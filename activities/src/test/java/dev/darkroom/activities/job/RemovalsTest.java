package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.job.Removals.Removal;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is removed on demand: images and texts go, the job and its money stay, and nothing that is in use goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemovalsTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final TestImages images = new TestImages(core);
    private final Removals removals = core.get(Removals.class);
    private final Artifacts artifacts = core.get(Artifacts.class);
    private final Jobs jobs = core.get(Jobs.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(100));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void an_image_disappears_from_its_job_and_its_bytes_are_gone() {
        JobId job = images.made(tenant, List.of(), 3);
        JobRow before = jobs.find(job).orElseThrow();
        String key = BlobKeys.image(tenant, job, 1, ImageFormat.PNG);
        images.store(BlobKeys.thumbnail(key), new byte[] {1});
        Object money = core.get(Ledger.class).standing(tenant).orElseThrow();
        assertEquals(Removal.DONE, removals.remove(tenant, ArtifactId.of(job, 1)));
        JobRow after = jobs.find(job).orElseThrow();
        assertEquals(
                List.of(0, 2),
                after.outcome().deliveredImages().stream()
                        .map(ImageOutcome.Stored::index)
                        .toList());
        assertEquals(JobState.SUCCEEDED, after.state());
        assertEquals(before.outcome().delivered(), after.outcome().delivered());
        assertEquals(before.outcome().charged(), after.outcome().charged());
        assertEquals(money, core.get(Ledger.class).standing(tenant).orElseThrow());
        assertFalse(images.isThere(key));
        assertFalse(images.isThere(BlobKeys.thumbnail(key)));
        assertTrue(images.isThere(BlobKeys.image(tenant, job, 0, ImageFormat.PNG)));
        assertTrue(artifacts.find(tenant, ArtifactId.of(job, 1)).isEmpty());
        assertEquals(0, database.count("SELECT COUNT(*) FROM blob_trash"));
        assertEquals(Removal.ABSENT, removals.remove(tenant, ArtifactId.of(job, 1)), "a second time");
    }

    @Test
    void another_tenants_image_is_absent() {
        JobId job = images.made(tenant, List.of(), 1);
        TenantId stranger = core.tenant(MicroUsd.ofUsd(1));
        assertEquals(Removal.ABSENT, removals.remove(stranger, ArtifactId.of(job, 0)));
        assertEquals(Removal.ABSENT, removals.remove(stranger, job));
        assertTrue(artifacts.find(tenant, ArtifactId.of(job, 0)).isPresent());
    }

    @Test
    void what_a_job_works_from_stays_until_it_has_ended() {
        ArtifactRow given = images.given(tenant);
        ArtifactId id = ArtifactId.of(tenant, given.sha256());
        JobId job = images.running(tenant, List.of(given.id()));
        assertEquals(Removal.IN_USE, removals.remove(tenant, id));
        assertEquals(Removal.NOT_ENDED, removals.remove(tenant, job));
        images.end(tenant, job, 1);
        assertEquals(Removal.DONE, removals.remove(tenant, id));
        assertFalse(images.isThere(given.blobKey()));
        assertInstanceOf(Acceptance.Reply.InputGone.class, images.take(tenant, List.of(given.id()), 1));
    }

    @Test
    void what_a_job_waits_for_stays_too() {
        JobId source = images.made(tenant, List.of(), 1);
        JobId waiting = images.running(tenant, List.of());
        database.execute("INSERT INTO job_input (job_id, position, source, role, source_job, source_index)"
                + " VALUES ('%s', 0, 'JOB', 'REFERENCE', '%s', 0)".formatted(waiting, source));
        assertEquals(Removal.IN_USE, removals.remove(tenant, ArtifactId.of(source, 0)));
        assertEquals(Removal.IN_USE, removals.remove(tenant, source));
    }

    @Test
    void a_job_loses_its_texts_and_its_images_and_keeps_the_rest() {
        ArtifactRow given = images.given(tenant);
        JobId job = images.made(tenant, List.of(given.id()), 2);
        database.execute("UPDATE job SET request_metadata = '{}', request_parameters = '{}', request_webhook_url ="
                + " 'https://example.com' WHERE id = '" + job + "'");
        database.execute("UPDATE job_input SET url = 'https://example.com/a.png' WHERE job_id = '" + job + "'");
        long transfers = database.count("SELECT COUNT(*) FROM transfer");
        for (int time = 0; time < 2; time++) {
            assertEquals(Removal.DONE, removals.remove(tenant, job), "as often as anybody likes");
            JobRow row = jobs.find(job).orElseThrow();
            assertNull(row.request().prompt());
            assertNull(row.request().metadata());
            assertNull(row.request().parameters());
            assertNull(row.request().webhookUrl());
            assertEquals(List.of(), row.outcome().deliveredImages());
            assertEquals(JobState.SUCCEEDED, row.state());
        }
        JobInputRow input = core.get(JobInputs.class).of(job).getFirst();
        assertNull(input.url());
        assertNull(input.description());
        assertEquals(given.id(), input.artifactId());
        assertTrue(images.isThere(given.blobKey()), "what was given is an artifact of its own");
        assertFalse(images.isThere(BlobKeys.image(tenant, job, 0, ImageFormat.PNG)));
        assertEquals(transfers, database.count("SELECT COUNT(*) FROM transfer"));
        assertEquals(Removal.ABSENT, removals.remove(tenant, new JobId(UUID.randomUUID())));
    }

    @Test
    void of_a_removal_and_a_job_that_begins_to_work_from_it_one_wins() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 30; round++) {
                ArtifactRow given = images.given(tenant);
                ArtifactId id = ArtifactId.of(tenant, given.sha256());
                Future<Acceptance.Reply> taking = threads.submit(() -> images.take(tenant, List.of(given.id()), 1));
                Future<Removal> removing = threads.submit(() -> removals.remove(tenant, id));
                boolean taken = taking.get() instanceof Acceptance.Reply.Taken;
                assertEquals(taken ? Removal.IN_USE : Removal.DONE, removing.get());
                assertEquals(taken, images.isThere(given.blobKey()));
            }
        }
    }
}
