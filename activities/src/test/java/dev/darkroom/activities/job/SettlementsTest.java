package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.activities.ledger.TransferRow;
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
import dev.darkroom.workflows.domain.money.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettlementsTest {

    private static final int IMAGES = 3;
    private static final long PRICE = IMAGES * TestCore.UNIT_PRICE.value();
    private static final long BALANCE = 1_000_000;

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Settlements settlements = core.get(Settlements.class);
    private final Ledger ledger = core.get(Ledger.class);

    @AfterAll
    void close() {
        core.close();
    }

    /** Every state that a job can be settled from x how many images were stored x what went wrong. */
    static Stream<Arguments> endings() {
        List<Arguments> table = new ArrayList<>();
        for (JobState from : List.of(JobState.PENDING, JobState.QUEUED, JobState.RUNNING)) {
            for (int stored = 0; stored <= IMAGES; stored++) {
                boolean possible = from == JobState.RUNNING || stored == 0;
                if (possible || from == JobState.QUEUED) {
                    table.add(Arguments.of(from, new JobEnding.Finished(outcomes(stored)), stored));
                }
                if (possible) {
                    table.add(Arguments.of(
                            from, new JobEnding.Withdrawn(FailureKind.CANCELED, outcomes(stored)), stored));
                }
            }
            table.add(Arguments.of(from, new JobEnding.Withdrawn(FailureKind.EXPIRED, List.of()), 0));
            for (FailureKind kind : List.of(
                    FailureKind.PROMPT_REJECTED,
                    FailureKind.PROVIDER_UNAVAILABLE,
                    FailureKind.PROVIDER_TIMEOUT,
                    FailureKind.PROVIDER_ERROR,
                    FailureKind.OUTCOME_UNKNOWN,
                    FailureKind.INTERRUPTED)) {
                table.add(Arguments.of(from, new JobEnding.Failed(kind), 0));
            }
        }
        return table.stream();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void divides_the_price_by_what_was_delivered(JobState from, JobEnding ending, int delivered) {
        TenantId tenant = core.tenant(new MicroUsd(BALANCE));
        JobId job = job(tenant, from);
        JobRow row = settlements.settle(job, ending).orElseThrow();

        boolean charged = from != JobState.PENDING;
        long captured = delivered * TestCore.UNIT_PRICE.value();
        assertTrue(row.state().isTerminal());
        assertEquals(delivered, row.outcome().delivered());
        assertEquals(charged ? PRICE : 0, row.outcome().charged());
        assertEquals(charged ? PRICE - captured : 0, row.outcome().refunded());
        assertEquals(
                new Standing(BALANCE - captured, 0, 0), ledger.standing(tenant).orElseThrow());
        assertEquals(captured, moved(job, Transfer.Kind.CAPTURE));
        assertEquals(row.outcome().refunded(), moved(job, Transfer.Kind.REFUND));
        assertEquals(delivered, core.get(Artifacts.class).ofJob(job).size());
        assertEquals(
                JobEventRow.Kind.ENDED,
                core.get(Jobs.class).events(job).getLast().kind());
        assertLogIsLegal(job);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void a_second_settlement_changes_nothing(JobState from, JobEnding ending, int delivered) {
        TenantId tenant = core.tenant(new MicroUsd(BALANCE));
        JobId job = job(tenant, from);
        JobRow first = settlements.settle(job, ending).orElseThrow();
        assertEquals(
                first,
                settlements
                        .settle(job, new JobEnding.Finished(outcomes(IMAGES)))
                        .orElseThrow());
        assertEquals(
                first,
                settlements
                        .settle(job, new JobEnding.Failed(FailureKind.INTERRUPTED))
                        .orElseThrow());
        assertEquals(first, core.get(Charging.class).charge(job).orElseThrow());
        assertEquals(first.outcome().delivered(), delivered);
    }

    @Test
    void of_many_settlements_at_once_one_moves_the_money() {
        TenantId tenant = core.tenant(new MicroUsd(BALANCE));
        JobId job = job(tenant, JobState.RUNNING);
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 24; i++) {
                JobEnding ending = i % 2 == 0
                        ? new JobEnding.Finished(outcomes(1 + i % 3))
                        : new JobEnding.Failed(FailureKind.PROVIDER_ERROR);
                executor.execute(() -> settlements.settle(job, ending));
            }
        }
        JobRow row = core.get(Jobs.class).find(job).orElseThrow();
        long captured = row.outcome().delivered() * TestCore.UNIT_PRICE.value();
        assertEquals(captured, moved(job, Transfer.Kind.CAPTURE));
        assertEquals(PRICE - captured, moved(job, Transfer.Kind.REFUND));
        assertEquals(
                new Standing(BALANCE - captured, 0, 0), ledger.standing(tenant).orElseThrow());
    }

    @Test
    void a_job_that_its_caller_canceled_ends_canceled_with_what_was_stored() {
        TenantId tenant = core.tenant(new MicroUsd(BALANCE));
        JobId job = job(tenant, JobState.RUNNING);
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + job.text() + "'");
        JobRow row =
                settlements.settle(job, new JobEnding.Finished(outcomes(1))).orElseThrow();
        assertEquals(JobState.CANCELED, row.state());
        assertEquals(FailureKind.CANCELED, row.outcome().failure());
        assertEquals(1, row.outcome().delivered());
        assertEquals(PRICE - TestCore.UNIT_PRICE.value(), row.outcome().refunded());
    }

    @Test
    void a_job_expires_only_before_its_intent() {
        TenantId tenant = core.tenant(new MicroUsd(BALANCE));
        JobRow pending = settlements.expire(job(tenant, JobState.PENDING)).orElseThrow();
        JobRow queued = settlements.expire(job(tenant, JobState.QUEUED)).orElseThrow();
        JobRow running = settlements.expire(job(tenant, JobState.RUNNING)).orElseThrow();
        assertEquals(JobState.CANCELED, pending.state());
        assertEquals(FailureKind.EXPIRED, pending.outcome().failure());
        assertEquals(0, pending.outcome().charged());
        assertEquals(PRICE, queued.outcome().refunded());
        assertEquals(JobState.RUNNING, running.state());
    }

    @Test
    void a_job_without_a_row_is_no_job() {
        JobId nobody = new JobId(UUID.randomUUID());
        assertTrue(settlements
                .settle(nobody, new JobEnding.Failed(FailureKind.INTERRUPTED))
                .isEmpty());
        assertTrue(core.get(Charging.class).charge(nobody).isEmpty());
    }

    @Test
    void images_of_a_job_that_was_never_charged_are_a_bug() {
        JobId job = job(core.tenant(new MicroUsd(BALANCE)), JobState.PENDING);
        assertThrows(IllegalStateException.class, () -> settlements.settle(job, new JobEnding.Finished(outcomes(1))));
    }

    @Test
    void the_record_of_an_artifact_says_what_is_stored() {
        TenantId tenant = core.tenant(new MicroUsd(BALANCE));
        JobId job = job(tenant, JobState.RUNNING);
        settlements.settle(job, new JobEnding.Finished(outcomes(2)));
        ArtifactRow artifact = core.get(Artifacts.class).ofJob(job).get(1);
        assertEquals("t/%s/j/%s/1.png".formatted(tenant, job), artifact.blobKey());
        assertEquals("image/png", artifact.contentType());
        assertEquals(101, artifact.bytes());
        assertEquals(64, artifact.width());
        assertEquals(32, artifact.height());
    }

    /** The states of the log follow each other as the one table of moves allows. */
    private void assertLogIsLegal(JobId job) {
        List<JobEventRow> events = core.get(Jobs.class).events(job);
        for (int i = 1; i < events.size(); i++) {
            JobState before = events.get(i - 1).state();
            JobState after = events.get(i).state();
            int seq = events.get(i).seq();
            assertTrue(before == after || before.canBecome(after) || seq > i + 1, before + " -> " + after);
        }
    }

    private JobId job(TenantId tenant, JobState state) {
        JobRow draft = TestCore.draft(tenant, IMAGES);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        if (state != JobState.PENDING) {
            core.get(Charging.class).charge(draft.jobId());
        }
        if (state == JobState.RUNNING) {
            Route route = new Route(new ProviderId("sandbox"), "gpt-image-2");
            assertInstanceOf(
                    Submissions.Intent.Written.class,
                    core.get(Submissions.class).intend(draft.jobId(), 0, route, 1));
        }
        return draft.jobId();
    }

    private long moved(JobId job, Transfer.Kind kind) {
        return ledger.movements(job).stream()
                .filter(transfer -> transfer.kind() == kind)
                .mapToLong(TransferRow::amount)
                .sum();
    }

    private static List<ImageOutcome> outcomes(int stored) {
        List<ImageOutcome> outcomes = new ArrayList<>();
        for (int index = 0; index < IMAGES; index++) {
            outcomes.add(
                    index < stored
                            ? new ImageOutcome.Stored(
                                    index, ImageFormat.PNG, 100 + index, new ImageSize(64, 32), "a".repeat(64))
                            : new ImageOutcome.Failed(index, FailureKind.STORAGE_ERROR));
        }
        return outcomes;
    }
}
