package dev.darkroom.activities.artifact.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.artifact.Trash;
import dev.darkroom.activities.artifact.upload.UploadDrafts;
import dev.darkroom.activities.artifact.upload.UploadRow;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Removals;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes when its time is over, and what does not. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class RetentionTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final TestImages images = new TestImages(core);
    private final Retention retention = core.get(Retention.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(100));

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    void images_go_when_they_have_been_kept_long_enough_and_their_jobs_stay() {
        JobId old = images.made(tenant, List.of(), 2);
        JobId young = images.made(tenant, List.of(), 1);
        age(TestImages.image(old, 0), 31);
        age(TestImages.image(old, 1), 29);
        age(TestImages.image(young, 0), 29);
        Retention.Removed removed = retention.round();
        assertEquals(1, removed.artifacts());
        assertEquals(2, removed.objects(), "its bytes, and the small picture of it");
        assertFalse(images.isThere(BlobKeys.image(tenant, old, 0, ImageFormat.PNG)));
        assertTrue(images.isThere(BlobKeys.image(tenant, old, 1, ImageFormat.PNG)));
        assertEquals(
                1,
                core.get(Jobs.class)
                        .find(old)
                        .orElseThrow()
                        .outcome()
                        .deliveredImages()
                        .size());
        assertTrue(retention.round().isNothing(), "what is gone is not removed for ever");
    }

    @Test
    void a_tenant_has_its_own_time() {
        JobId job = images.made(tenant, List.of(), 1);
        age(TestImages.image(job, 0), 40);
        database.execute("UPDATE tenant SET retention_days = 90");
        assertEquals(0, retention.round().artifacts());
        database.execute("UPDATE tenant SET retention_days = 35");
        assertEquals(1, retention.round().artifacts());
    }

    @Test
    void what_nobody_has_used_goes_after_a_day_and_what_was_used_is_kept_like_the_rest() {
        ArtifactRow unused = images.given(tenant);
        ArtifactRow used = images.given(tenant);
        images.made(tenant, List.of(used.id()), 1);
        age(unused.id(), 2);
        age(used.id(), 2);
        assertEquals(1, retention.round().artifacts());
        assertFalse(images.isThere(unused.blobKey()));
        assertTrue(images.isThere(used.blobKey()));
    }

    @Test
    void what_an_unfinished_job_works_from_never_goes() {
        ArtifactRow given = images.given(tenant);
        JobId job = images.running(tenant, List.of(given.id()));
        age(given.id(), 400);
        assertEquals(0, retention.round().artifacts());
        assertTrue(images.isThere(given.blobKey()));
        images.end(tenant, job, 1);
        assertEquals(1, retention.round().artifacts());
    }

    @Test
    void what_a_job_begins_to_work_from_between_the_look_and_the_removal_stays() {
        ArtifactRow given = images.given(tenant);
        age(given.id(), 2);
        ArtifactRow asRead =
                core.get(Artifacts.class).find(tenant, List.of(given.id())).getFirst();
        images.running(tenant, List.of(given.id()));
        assertFalse(core.get(Removals.class).expire(asRead));
        assertTrue(core.get(Artifacts.class)
                .find(tenant, ArtifactId.of(tenant, given.sha256()))
                .isPresent());
    }

    @Test
    void texts_go_with_the_job_that_ended_long_ago() {
        JobId old = images.made(tenant, List.of(), 1);
        JobId young = images.made(tenant, List.of(), 1);
        JobId open = images.running(tenant, List.of());
        backdate(old, 40);
        backdate(open, 40);
        assertEquals(1, retention.round().texts());
        assertNull(core.get(Jobs.class).find(old).orElseThrow().request().prompt());
        assertNotNull(core.get(Jobs.class).find(young).orElseThrow().request().prompt());
        assertNotNull(core.get(Jobs.class).find(open).orElseThrow().request().prompt());
        images.end(tenant, open, 1);
        database.execute("UPDATE job SET completed_at = NOW(3) - INTERVAL 31 DAY WHERE id = '" + open + "'");
        assertEquals(1, retention.round().texts(), "one that ended late is found as well");
        assertEquals(0, retention.round().texts());
    }

    @Test
    void what_is_blanked_is_not_looked_at_again() {
        JobId job = images.made(tenant, List.of(), 1);
        backdate(job, 40);
        retention.round();
        String from = String.valueOf(database.query("SELECT texts_from FROM tenant"));
        assertTrue(
                from.compareTo(Instant.now()
                                .minus(Duration.ofDays(32))
                                .toString()
                                .substring(0, 10))
                        >= 0,
                from);
    }

    @Test
    void an_upload_that_nobody_finished_goes_with_its_bytes() throws IOException {
        UploadDrafts drafts = core.get(UploadDrafts.class);
        byte[] png = TestImages.png();
        UploadRow row = drafts.announce(tenant, ImageFormat.PNG, png.length, "ab".repeat(32))
                .orElseThrow();
        drafts.put(row, new ByteArrayInputStream(png));
        assertTrue(retention.round().isNothing());
        assertTrue(images.isThere(row.blobKey()));
        database.execute("UPDATE upload SET expires_at = NOW(3) - INTERVAL 1 SECOND");
        assertEquals(1, retention.round().uploads());
        assertFalse(images.isThere(row.blobKey()));
        assertEquals(0, database.count("SELECT COUNT(*) FROM upload"));
    }

    @Test
    void an_erased_tenant_keeps_nothing_that_was_there() {
        ArtifactRow given = images.given(tenant);
        JobId job = images.made(tenant, List.of(given.id()), 2);
        TenantId other = core.tenant(MicroUsd.ofUsd(1));
        JobId theirs = images.made(other, List.of(), 1);
        database.execute("UPDATE tenant SET erased_at = NOW(3) + INTERVAL 1 SECOND WHERE id = '" + tenant + "'");
        Retention.Removed removed = retention.all(tenant);
        assertEquals(3, removed.artifacts());
        assertEquals(1, removed.texts());
        assertEquals(
                0,
                database.count(
                        "SELECT COUNT(*) FROM artifact WHERE deleted_at IS NULL AND tenant_id = '" + tenant + "'"));
        assertNull(core.get(Jobs.class).find(job).orElseThrow().request().prompt());
        assertTrue(images.isThere(BlobKeys.image(other, theirs, 0, ImageFormat.PNG)));
    }

    @Test
    void bytes_that_a_crash_left_are_deleted_by_the_next_round() {
        String left = BlobKeys.input(tenant, ImageFormat.PNG);
        images.store(left, new byte[] {1});
        database.execute("INSERT INTO blob_trash (blob_key) VALUES ('%s')".formatted(left));
        assertEquals(1, core.get(Trash.class).empty(1));
        assertFalse(images.isThere(left));
        assertEquals(0, core.get(Trash.class).empty(1));
    }

    @Test
    void objects_without_a_record_go_and_no_others() throws IOException {
        ArtifactRow given = images.given(tenant);
        images.store(BlobKeys.thumbnail(given.blobKey()), new byte[] {1});
        UploadRow announced = core.get(UploadDrafts.class)
                .announce(tenant, ImageFormat.PNG, 1, "cd".repeat(32))
                .orElseThrow();
        images.store(announced.blobKey(), new byte[] {1});
        JobId job = new JobId(UUID.randomUUID());
        String billed = BlobKeys.image(tenant, job, 0, ImageFormat.PNG);
        images.store(billed, new byte[] {1});
        List<String> orphans = List.of(
                BlobKeys.input(tenant, ImageFormat.PNG),
                BlobKeys.draft(tenant, ImageFormat.PNG),
                BlobKeys.thumbnail(BlobKeys.input(tenant, ImageFormat.JPEG)));
        orphans.forEach(key -> images.store(key, new byte[] {1}));
        Orphans sweep = core.get(Orphans.class);
        assertEquals(0, sweep.round(Instant.now().minus(Duration.ofHours(1))), "they may still be noted");
        assertEquals(3, sweep.round(Instant.now().plus(Duration.ofMinutes(1))));
        orphans.forEach(key -> assertFalse(images.isThere(key), key));
        for (String kept : List.of(given.blobKey(), BlobKeys.thumbnail(given.blobKey()), announced.blobKey(), billed)) {
            assertTrue(images.isThere(kept), kept);
        }
    }

    @Test
    void of_many_workers_one_does_a_round() throws IOException {
        age(TestImages.image(images.made(tenant, List.of(), 1), 0), 31);
        assertEquals(1, retention.roundIfDue().artifacts());
        age(TestImages.image(images.made(tenant, List.of(), 1), 0), 31);
        assertTrue(retention.roundIfDue().isNothing(), "it was done a moment ago");
        assertEquals(0, core.get(Orphans.class).roundIfDue());
        database.execute("UPDATE chore SET due_at = NOW(3) - INTERVAL 1 SECOND WHERE name = 'retention'");
        assertEquals(1, retention.roundIfDue().artifacts());
    }

    private void age(String artifact, int days) {
        database.execute(
                "UPDATE artifact SET kept_since = NOW(3) - INTERVAL %d DAY WHERE id = '%s'".formatted(days, artifact));
    }

    private void backdate(JobId job, int days) {
        database.execute(("UPDATE job SET created_at = created_at - INTERVAL %1$d DAY,"
                        + " completed_at = completed_at - INTERVAL %1$d DAY WHERE id = '%2$s'")
                .formatted(days, job));
    }
}
