package dev.darkroom.activities.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.provider.ImageProviderContract.Course;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ScriptedProvider;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.thumbnail.Thumbnails;
import dev.darkroom.workflows.contract.ArtifactActivities.ImagesStored;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is stored where a provider said that it had finished, and then says something else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreAnswersTest {

    private final TestCore core = TestCore.over(TestDatabase.create());
    private final ScriptedProvider provider = new ScriptedProvider();
    private final StoreStep store = new StoreStep(
            core.get(Jobs.class),
            new ProviderCatalog(List.of(provider)),
            core.get(ProviderJobs.class),
            core.get(ImageVault.class),
            core.get(Thumbnails.class));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void work_that_is_not_shown_now_is_asked_for_again_and_then_given_up() throws IOException {
        JobId job = submitted(Course.DELIVERS);
        provider.finishAfter(3);
        assertThrows(IOException.class, () -> store.run(job, ticket(job), new FakePulse()));
        assertThrows(IOException.class, () -> store.run(job, ticket(job), new FakePulse()));
        ImagesStored stored = assertInstanceOf(ImagesStored.class, store.run(job, ticket(job), new FakePulse()));
        assertInstanceOf(ImageOutcome.Stored.class, stored.outcomes().getFirst());
        JobId lost = submitted(Course.DELIVERS);
        provider.finishAfter(Integer.MAX_VALUE);
        FakePulse last = new FakePulse();
        last.attempt = StoreStep.ATTEMPTS_MAX;
        assertEquals(failed(FailureKind.PROVIDER_ERROR), store.run(lost, ticket(lost), last));
    }

    @Test
    void work_that_has_failed_after_all_says_why() throws IOException {
        provider.finishAfter(0);
        JobId job = submitted(Course.FAILS);
        assertEquals(failed(FailureKind.PROVIDER_ERROR), store.run(job, ticket(job), new FakePulse()));
    }

    private static ImagesStored failed(FailureKind kind) {
        return new ImagesStored(List.of(new ImageOutcome.Failed(0, kind), new ImageOutcome.Failed(1, kind)));
    }

    private static ProviderTicket ticket(JobId job) {
        return new ProviderTicket(ScriptedProvider.ID, "up-" + job.text());
    }

    private JobId submitted(Course course) {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = new JobId(UUID.randomUUID());
        core.get(Acceptance.class)
                .take(TestCore.draft(tenant, job, 2, course.name()), false, Acceptance.Limits.ofDepth(100));
        core.get(Charging.class).charge(job);
        core.get(Submissions.class).intend(job, 0, new Route(ScriptedProvider.ID, "m"), 1);
        return job;
    }
}
