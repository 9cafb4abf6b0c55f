package dev.darkroom.activities.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.WorkflowFate.StartCard;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporal;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow.Result;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Jobs of several tenants at once: the product's workers on Temporal in memory, over a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FairShareTest {

    private static final ProviderId SANDBOX = new ProviderId("sandbox");
    private static final int PROVIDER_JOBS_MAX = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core =
            TestCore.over(database, database.config(), Map.of("darkroom.worker.provider-jobs-max", PROVIDER_JOBS_MAX));
    private final TestTemporal temporal = new TestTemporal(core);

    @AfterAll
    void close() {
        temporal.close();
        core.close();
    }

    @Test
    void a_tenant_never_runs_more_jobs_than_its_tier_allows_and_all_of_them_end() {
        TenantId tenant = tenant(2);
        List<JobId> jobs = accept(tenant, 10, "a lake");
        jobs.forEach(temporal::start);
        long most = mostAtOnce("tenant_id = '%s'".formatted(tenant.text()), jobs);
        assertEquals(2, most);
        assertEquals(0, core.leases(tenant));
        assertEquals(0, core.leases(SANDBOX));
        assertEquals(
                10,
                jobs.stream().filter(job -> state(job) == JobState.SUCCEEDED).count());
        assertTrue(jobs.stream().anyMatch(job -> submitAttempts(job) > 1), "no job had to wait");
        jobs.forEach(job -> assertTrue(events(job).size() <= 28, () -> job + " waited in its history"));
    }

    @Test
    void a_provider_never_has_more_jobs_than_it_may() {
        List<JobId> jobs = IntStream.range(0, 4)
                .mapToObj(i -> accept(tenant(2), 2, "a lake"))
                .flatMap(List::stream)
                .toList();
        jobs.forEach(temporal::start);
        assertEquals(PROVIDER_JOBS_MAX, mostAtOnce("work_provider = 'sandbox'", jobs));
        assertEquals(0, core.leases(SANDBOX));
    }

    @Test
    void a_tenant_with_many_jobs_does_not_starve_another() {
        TenantId crowd = tenant(2);
        TenantId other = tenant(2);
        List<JobId> many = accept(crowd, 200, "a lake {sandbox: delay=60s}");
        many.forEach(temporal::start);
        until("the crowd runs", () -> core.leases(crowd) == 2);
        long started = System.nanoTime();
        JobId job = accept(other, 1, "a lake").getFirst();
        WorkflowStub workflow = temporal.start(job);
        assertEquals(JobState.SUCCEEDED, workflow.getResult(Result.class).state());
        Duration taken = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(taken.toSeconds() < 20, () -> "it took " + taken);
        assertEquals(
                198,
                database.count("SELECT COUNT(*) FROM job WHERE state IN ('PENDING', 'QUEUED') AND tenant_id = '%s'"
                        .formatted(crowd.text())));
        many.forEach(waiting ->
                temporal.client().newUntypedWorkflowStub(waiting.text()).terminate("over"));
    }

    @Test
    void the_tenant_is_the_fairness_key_of_a_workflow() {
        TemporalFate fate = new TemporalFate(temporal.client(), core.get(TemporalConfig.class));
        JobId job = new JobId(UUID.randomUUID());
        fate.start(new StartCard(job, "acme", "stratizon", "gpt-image-2", 1));
        HistoryEvent started = events(job).getFirst();
        assertEquals(
                "acme",
                started.getWorkflowExecutionStartedEventAttributes()
                        .getPriority()
                        .getFairnessKey());
    }

    private TenantId tenant(int runningMax) {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(100));
        core.tier(tenant, runningMax, null);
        return tenant;
    }

    private List<JobId> accept(TenantId tenant, int count, String prompt) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    JobRow draft = TestCore.draft(tenant, new JobId(UUID.randomUUID()), 1, prompt);
                    core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(1000));
                    return draft.jobId();
                })
                .toList();
    }

    /** Looks at the rows until all the jobs have ended. */
    private long mostAtOnce(String which, List<JobId> jobs) {
        long[] most = new long[1];
        until("all jobs end", () -> {
            long now = database.count("SELECT COUNT(*) FROM job WHERE state = 'RUNNING' AND " + which);
            most[0] = Math.max(most[0], now);
            return jobs.stream().allMatch(job -> state(job).isTerminal());
        });
        return most[0];
    }

    private JobState state(JobId job) {
        return core.get(Jobs.class).find(job).orElseThrow().state();
    }

    private List<HistoryEvent> events(JobId job) {
        return temporal.history(job).getEvents();
    }

    /** The attempt that the first activity of the job, its submit, ended with. */
    private int submitAttempts(JobId job) {
        return events(job).stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED)
                .findFirst()
                .orElseThrow()
                .getActivityTaskStartedEventAttributes()
                .getAttempt();
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(String what, Condition condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it does not come to pass: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
