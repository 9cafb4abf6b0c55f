package dev.darkroom.activities.artifact.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingsTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final TestImages images = new TestImages(core);
    private final Leavings leavings = core.get(Leavings.class);

    @AfterAll
    void close() {
        core.close();
    }

    @BeforeEach
    void beginAnew() {
        database.execute("UPDATE chore SET done_until = NOW(3) WHERE name = 'leavings'");
    }

    @Test
    void what_was_stored_after_the_end_goes_with_its_small_picture_and_is_noted() throws IOException {
        JobRow failed = ended(new JobEnding.Failed(FailureKind.INTERRUPTED));
        String late = stored(failed, 0);
        String small = BlobKeys.thumbnail(late);
        String grid = BlobKeys.grid(failed.tenant(), failed.jobId(), ImageFormat.PNG);
        images.store(small, new byte[] {1});
        images.store(grid, new byte[] {1});
        assertEquals(0, leavings.round(Duration.ofHours(1)), "the job ended a moment ago");
        database.execute("UPDATE chore SET done_until = NOW(3) - INTERVAL 1 HOUR WHERE name = 'leavings'");
        assertEquals(2, leavings.round(Duration.ZERO));
        for (String key : List.of(late, small, grid)) {
            assertFalse(images.isThere(key), key);
        }
        assertEquals(
                List.of(late, grid),
                core.get(Repairs.class).of(failed.jobId()).stream()
                        .map(repair -> repair.subject())
                        .toList());
        assertEquals(0, leavings.round(Duration.ZERO), "a second round");
    }

    @Test
    void what_the_job_ended_with_stays_and_what_it_did_not_goes() throws IOException {
        ImageOutcome kept = new ImageOutcome.Stored(1, ImageFormat.PNG, 1, new ImageSize(8, 8), "0".repeat(64));
        JobRow partial = ended(new JobEnding.Finished(List.of(kept)));
        String first = stored(partial, 0);
        String second = stored(partial, 1);
        assertEquals(1, leavings.round(Duration.ZERO));
        assertFalse(images.isThere(first));
        assertTrue(images.isThere(second));
    }

    private String stored(JobRow job, int index) {
        String key = BlobKeys.image(job.tenant(), job.jobId(), index, ImageFormat.PNG);
        images.store(key, new byte[] {1});
        return key;
    }

    private JobRow ended(JobEnding ending) {
        JobRow draft = TestCore.draft(core.tenant(MicroUsd.ofUsd(1)), 2);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        core.get(Charging.class).charge(draft.jobId());
        core.get(Submissions.class).intend(draft.jobId(), 0, new Route(new ProviderId("sandbox"), "gpt-image-2"), 1);
        return core.get(Settlements.class).settle(draft.jobId(), ending).orElseThrow();
    }
}
