package dev.darkroom.workflows.workflow;

import static dev.darkroom.workflows.workflow.ScriptedActivities.PRICE;
import static dev.darkroom.workflows.workflow.ScriptedActivities.TICKET;
import static dev.darkroom.workflows.workflow.ScriptedActivities.charged;
import static dev.darkroom.workflows.workflow.ScriptedActivities.failed;
import static dev.darkroom.workflows.workflow.ScriptedActivities.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ArtifactActivities.ImagesStored;
import dev.darkroom.workflows.contract.FailureTypes;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow.Result;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.ProviderActivities.GenerationFailed;
import dev.darkroom.workflows.contract.ProviderActivities.NotAccepted;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitFailed;
import dev.darkroom.workflows.contract.ProviderActivities.Submitted;
import dev.darkroom.workflows.contract.ProviderActivities.Withdrawn;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ImageGenerationWorkflowTest {

    private final WorkflowBench bench = new WorkflowBench();
    private final ScriptedActivities activities = bench.activities;

    @Test
    void debits_submits_awaits_stores_and_settles() {
        try (bench) {
            assertEquals(new Result(JobState.SUCCEEDED, 1, PRICE, MicroUsd.ZERO, null, List.of(0)), bench.run());
            assertEquals(List.of("debit", "submit 0", "await", "store", "settle"), activities.calls);
            assertEquals(List.of(new JobEnding.Finished(List.of(stored(0)))), activities.endings);
        }
    }

    @Test
    void a_mistake_in_its_code_ends_no_job_and_once_mended_it_goes_on() {
        AtomicInteger mistakes = new AtomicInteger();
        try (WorkflowBench mended = new WorkflowBench(worker -> worker.registerWorkflowImplementationFactory(
                ImageGenerationWorkflow.class, () -> new Mistaken(mistakes)))) {
            assertEquals(JobState.SUCCEEDED, mended.run().state());
            assertEquals(Mistaken.TIMES + 1, mistakes.get());
            assertEquals(List.of("debit", "submit 0", "await", "store", "settle"), mended.activities.calls);
            assertTrue(mended.history().getEvents().stream()
                    .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED));
        }
    }

    /** Throws whenever it is run, until somebody mends it. */
    private record Mistaken(AtomicInteger runs) implements ImageGenerationWorkflow {

        private static final int TIMES = 1;

        @Override
        public Result generate(Input input) {
            if (runs.incrementAndGet() <= TIMES) {
                throw new IllegalStateException("a mistake");
            }
            return new ImageGenerationWorkflowImpl(input).generate(input);
        }
    }

    @Test
    void gathers_what_it_works_from_before_it_submits() {
        try (bench) {
            activities.debit = request -> ScriptedActivities.chargedForInputs();
            assertEquals(JobState.SUCCEEDED, bench.run().state());
            assertEquals(
                    List.of("debit", "sources", "ingest", "submit 0", "await", "store", "settle"), activities.calls);
        }
    }

    @Test
    void refunds_a_job_whose_images_cannot_be_had() {
        try (bench) {
            activities.debit = request -> ScriptedActivities.chargedForInputs();
            activities.ingest = request -> new InputReply.Missing(FailureKind.INPUT_UNAVAILABLE);
            Result result = bench.run();
            assertEquals(FailureKind.INPUT_UNAVAILABLE, result.failure());
            assertEquals(PRICE, result.refunded());
            assertEquals(List.of("debit", "sources", "ingest", "settle"), activities.calls);
        }
    }

    @Test
    void fetches_nothing_for_a_job_whose_source_failed() {
        try (bench) {
            activities.debit = request -> ScriptedActivities.chargedForInputs();
            activities.sources = request -> new InputReply.Missing(FailureKind.SOURCE_FAILED);
            assertEquals(FailureKind.SOURCE_FAILED, bench.run().failure());
            assertEquals(List.of("debit", "sources", "settle"), activities.calls);
        }
    }

    @Test
    void takes_no_more_than_28_events() {
        try (bench) {
            bench.run();
            assertTrue(
                    bench.history().getEvents().size() <= 28,
                    () -> "events: " + bench.history().getEvents().size());
        }
    }

    @Test
    void returns_at_once_where_the_job_has_ended() {
        try (bench) {
            activities.debit = request -> new AlreadyEnded(JobState.CANCELED);
            assertEquals(new Result(JobState.CANCELED, 0, MicroUsd.ZERO, MicroUsd.ZERO, null, null), bench.run());
            assertEquals(List.of("debit"), activities.calls);
        }
    }

    @Test
    void leaves_a_job_that_ended_under_its_hands() {
        try (bench) {
            activities.store = request -> new AlreadyEnded(JobState.FAILED);
            assertEquals(JobState.FAILED, bench.run().state());
            assertEquals(List.of("debit", "submit 0", "await", "store"), activities.calls);
        }
    }

    @Test
    void goes_to_the_next_route_only_where_the_first_did_not_accept() {
        try (bench) {
            activities.debit = request -> charged("sandbox", "second");
            activities.submit = request ->
                    request.route() == 0 ? new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE) : new Submitted(TICKET);
            assertEquals(JobState.SUCCEEDED, bench.run().state());
            assertEquals(List.of("debit", "submit 0", "submit 1", "await", "store", "settle"), activities.calls);
        }
    }

    @Test
    void fails_with_the_last_refusal_where_no_route_accepts() {
        try (bench) {
            activities.debit = request -> charged("sandbox", "second");
            activities.submit = request -> new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
            assertEquals(FailureKind.PROVIDER_UNAVAILABLE, bench.run().failure());
            assertEquals(List.of(failed(FailureKind.PROVIDER_UNAVAILABLE)), activities.endings);
        }
    }

    @Test
    void never_sends_an_unknown_outcome_again() {
        try (bench) {
            activities.debit = request -> charged("sandbox", "second");
            activities.submit = request -> new SubmitFailed(FailureKind.OUTCOME_UNKNOWN);
            assertEquals(FailureKind.OUTCOME_UNKNOWN, bench.run().failure());
            assertEquals(List.of("debit", "submit 0", "settle"), activities.calls);
        }
    }

    @Test
    void settles_an_expired_job_as_canceled() {
        try (bench) {
            activities.submit = request -> new Withdrawn(FailureKind.EXPIRED);
            Result result = bench.run();
            assertEquals(JobState.CANCELED, result.state());
            assertEquals(FailureKind.EXPIRED, result.failure());
            assertEquals(PRICE, result.refunded());
        }
    }

    @Test
    void refunds_what_the_provider_failed_to_make() {
        try (bench) {
            activities.await = request -> new GenerationFailed(FailureKind.PROVIDER_TIMEOUT);
            assertEquals(
                    new Result(JobState.FAILED, 0, PRICE, PRICE, FailureKind.PROVIDER_TIMEOUT, List.of()), bench.run());
        }
    }

    @Test
    void waits_out_a_database_that_is_away_during_debit_and_settle() {
        try (bench) {
            AtomicInteger debits = new AtomicInteger();
            AtomicInteger settlements = new AtomicInteger();
            activities.debit = request -> {
                failTimes(debits, 7);
                return charged("sandbox");
            };
            activities.settle = request -> {
                failTimes(settlements, 5);
                return ScriptedActivities.settled(request.ending());
            };
            long started = bench.now();
            assertEquals(JobState.SUCCEEDED, bench.run().state());
            assertTrue(bench.now() - started
                    >= Duration.ofSeconds(5 + 10 + 20 + 5 + 10).toMillis());
            assertEquals(8, debits.get());
            assertEquals(6, settlements.get());
        }
    }

    @Test
    void a_bug_fails_the_workflow_and_nothing_else_does() {
        try (bench) {
            activities.debit = request -> {
                throw ApplicationFailure.newNonRetryableFailure("a mistake", FailureTypes.BUG);
            };
            assertThrows(WorkflowFailedException.class, bench::run);
        }
    }

    @Test
    void a_cancel_stops_the_provider_and_settles() throws InterruptedException {
        try (bench) {
            CountDownLatch waiting = new CountDownLatch(1);
            activities.await = request -> {
                waiting.countDown();
                while (true) {
                    Activity.getExecutionContext().heartbeat("waiting");
                    pause();
                }
            };
            bench.start();
            waiting.await();
            bench.cancel();
            WorkflowFailedException canceled = assertThrows(WorkflowFailedException.class, bench::result);
            assertInstanceOf(CanceledFailure.class, canceled.getCause());
            assertEquals(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED, canceled.getWorkflowCloseEventType());
            assertEquals(List.of("debit", "submit 0", "await", "cancel", "settle"), activities.calls);
            assertEquals(List.of(new JobEnding.Withdrawn(FailureKind.CANCELED, List.of())), activities.endings);
        }
    }

    @Test
    void a_cancel_during_the_submit_still_learns_the_ticket() throws InterruptedException {
        try (bench) {
            CountDownLatch submitting = new CountDownLatch(1);
            CountDownLatch canceled = new CountDownLatch(1);
            activities.submit = request -> {
                submitting.countDown();
                await(canceled);
                return new Submitted(TICKET);
            };
            bench.start();
            submitting.await();
            bench.cancel();
            canceled.countDown();
            assertThrows(WorkflowFailedException.class, bench::result);
            assertEquals(List.of("debit", "submit 0", "cancel", "settle"), activities.calls);
        }
    }

    @Test
    void a_cancel_during_the_store_keeps_what_was_stored() throws InterruptedException {
        try (bench) {
            CountDownLatch storing = new CountDownLatch(1);
            CountDownLatch canceled = new CountDownLatch(1);
            activities.store = request -> {
                storing.countDown();
                await(canceled);
                return new ImagesStored(List.of(stored(0)));
            };
            bench.start();
            storing.await();
            bench.cancel();
            canceled.countDown();
            assertThrows(WorkflowFailedException.class, bench::result);
            assertEquals(List.of("debit", "submit 0", "await", "store", "settle"), activities.calls);
            assertEquals(
                    List.of(new JobEnding.Withdrawn(FailureKind.CANCELED, List.of(stored(0)))), activities.endings);
        }
    }

    private static void failTimes(AtomicInteger calls, int failures) {
        if (calls.getAndIncrement() < failures) {
            throw ApplicationFailure.newFailure("the database is away", FailureTypes.DATABASE);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
