package dev.darkroom.activities.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Cancellations;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporal;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow.Result;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole jobs: the product's workers on Temporal in memory, over a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobLifeTest {

    private static final String CANARY = "canary-7f3a";

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database, database.config(), Map.of("darkroom.sandbox.timeout", "1s"));
    private final TestTemporal temporal = new TestTemporal(core);

    @AfterAll
    void close() {
        temporal.close();
        core.close();
    }

    @Test
    void a_job_without_a_fault_keeps_to_its_budget() throws SQLException {
        warmUp();
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        try (StatementLog log = new StatementLog(database)) {
            JobId job = accept(tenant, 1, CANARY);
            assertEquals(JobState.SUCCEEDED, temporal.run(job).state());
            List<String> statements = log.statements();
            assertTrue(log.commits() >= 4 && log.commits() <= 5, "commits: " + log.commits());
            // 24 of them are the job's, one of which asks who wants to be told; two take its leases and two give them
            // back, in transactions that are there
            // anyway.
            assertTrue(
                    statements.size() >= 15 && statements.size() <= 28,
                    () -> statements.size() + " statements:\n" + String.join("\n", statements));

            List<HistoryEvent> events = temporal.history(job).getEvents();
            assertTrue(events.size() <= 28, "events: " + events.size());
            assertTrue(actions(events) <= 7, "actions: " + actions(events));
            String raw = new String(temporal.history(job).getHistory().toByteArray(), StandardCharsets.ISO_8859_1);
            assertTrue(raw.contains(job.text()), "payloads are searched as they are");
            assertFalse(raw.contains(CANARY), "no text of a caller enters Temporal");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                        2, SUCCEEDED, ,                     2, 0",
        "deliver=1,                 2, SUCCEEDED, ,                     1, 50000",
        "filter=1,                  2, SUCCEEDED, ,                     1, 50000",
        "filter=2,                  2, FAILED,    FILTERED,             0, 100000",
        "deliver=0,                 1, FAILED,    EMPTY_RESULT,         0, 50000",
        "fail=empty,                1, FAILED,    EMPTY_RESULT,         0, 50000",
        "fail=corrupt,              1, FAILED,    INVALID_RESULT,       0, 50000",
        "fail=rejected,             1, FAILED,    PROMPT_REJECTED,      0, 50000",
        "fail=unavailable,          1, FAILED,    PROVIDER_UNAVAILABLE, 0, 50000",
        "fail=timeout,              1, FAILED,    PROVIDER_TIMEOUT,     0, 50000",
        "fail=unknown,              1, FAILED,    OUTCOME_UNKNOWN,      0, 50000"
    })
    void every_outcome_is_paid_for_exactly(
            String directives, int images, JobState state, FailureKind failure, int delivered, long refunded) {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = accept(tenant, images, "a lake {sandbox: " + directives + "}");
        MicroUsd charged = TestCore.UNIT_PRICE.times(images);
        Result result = temporal.run(job);
        assertEquals(new Result(state, delivered, charged, new MicroUsd(refunded), failure, result.images()), result);
        assertEquals(delivered, Objects.requireNonNull(result.images()).size());
        assertEquals(
                new Standing(1_000_000 - charged.value() + refunded, 0, 0),
                core.get(Ledger.class).standing(tenant).orElseThrow());
    }

    @Test
    void a_second_run_of_a_finished_job_does_nothing() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = accept(tenant, 1, "a lake");
        temporal.run(job);
        JobRow ended = row(job);
        try (TestTemporal forgetful = new TestTemporal(core)) {
            assertEquals(
                    new Result(JobState.SUCCEEDED, 0, MicroUsd.ZERO, MicroUsd.ZERO, null, null), forgetful.run(job));
        }
        assertEquals(ended, row(job));
        assertEquals(2, core.get(Ledger.class).movements(job).size());
    }

    @Test
    void a_second_run_of_a_job_in_the_middle_goes_on_from_its_row() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = accept(tenant, 1, "a lake {sandbox: delay=2s}");
        try (TestTemporal forgetful = new TestTemporal(core)) {
            forgetful.start(job);
            untilTicket(job);
        }
        String ticket = row(job).work().ticket();
        assertEquals(JobState.SUCCEEDED, temporal.run(job).state());
        assertEquals(ticket, row(job).work().ticket());
        assertEquals(2, core.get(Ledger.class).movements(job).size());
    }

    @Test
    void a_debit_that_was_committed_before_its_worker_died_is_seen() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = accept(tenant, 1, "a lake");
        core.get(Charging.class).charge(job);
        assertEquals(JobState.SUCCEEDED, temporal.run(job).state());
        assertEquals(2, core.get(Ledger.class).movements(job).size());
    }

    @Test
    void a_job_without_a_row_ends_at_once() {
        assertEquals(
                new Result(null, 0, MicroUsd.ZERO, MicroUsd.ZERO, null, null),
                temporal.run(new JobId(UUID.randomUUID())));
    }

    @Test
    void a_cancel_of_the_workflow_refunds_the_job() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = accept(tenant, 1, "a lake {sandbox: delay=60s}");
        WorkflowStub workflow = temporal.start(job);
        untilTicket(job);
        workflow.cancel();
        assertThrows(WorkflowFailedException.class, () -> workflow.getResult(Result.class));
        JobRow row = row(job);
        assertEquals(JobState.CANCELED, row.state());
        assertEquals(FailureKind.CANCELED, row.outcome().failure());
        assertTrue(row.cancelRequested());
        assertEquals(
                new Standing(1_000_000, 0, 0),
                core.get(Ledger.class).standing(tenant).orElseThrow());
    }

    @Test
    void a_cancel_of_the_job_reaches_its_workflow() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = accept(tenant, 1, "a lake {sandbox: delay=60s}");
        WorkflowStub workflow = temporal.start(job);
        untilTicket(job);
        TemporalFate fate = new TemporalFate(temporal.client(), core.get(TemporalConfig.class));
        assertInstanceOf(
                Cancellations.Reply.Canceling.class,
                core.get(Cancellations.class).cancel(tenant, job));
        assertTrue(fate.cancel(job));
        fate.cancel(job);
        assertThrows(WorkflowFailedException.class, () -> workflow.getResult(Result.class));
        assertEquals(JobState.CANCELED, row(job).state());
        assertEquals(
                new Standing(1_000_000, 0, 0),
                core.get(Ledger.class).standing(tenant).orElseThrow());
        assertFalse(fate.cancel(new JobId(UUID.randomUUID())), "there is no such workflow");
    }

    @Test
    void a_job_whose_workflow_is_never_told_is_canceled_all_the_same() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = accept(tenant, 1, "a lake {sandbox: delay=60s}");
        core.get(Charging.class).charge(job);
        core.get(Cancellations.class).cancel(tenant, job);
        Result result = temporal.run(job);
        assertEquals(JobState.CANCELED, result.state());
        assertEquals(FailureKind.CANCELED, result.failure());
        assertNull(row(job).startedAt());
    }

    private void warmUp() {
        temporal.run(accept(core.tenant(MicroUsd.ofUsd(1)), 1, "warm up"));
    }

    private JobId accept(TenantId tenant, int images, String prompt) {
        JobRow draft = TestCore.draft(tenant, new JobId(UUID.randomUUID()), images, prompt);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        return draft.jobId();
    }

    private JobRow row(JobId job) {
        return core.get(Jobs.class).find(job).orElseThrow();
    }

    private void untilTicket(JobId job) {
        for (int i = 0; i < 500 && row(job).work().ticket() == null; i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Start 1, each workflow task with local activities 1, each activity 1, an upsert 1. */
    private static long actions(List<HistoryEvent> events) {
        long tasksWithMarkers = 0;
        boolean marked = false;
        for (HistoryEvent event : events) {
            if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
                marked = false;
            }
            if (event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED && !marked) {
                marked = true;
                tasksWithMarkers++;
            }
        }
        long activities = events.stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                .count();
        long upserts = events.stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES)
                .count();
        return 1 + tasksWithMarkers + activities + upserts;
    }
}
