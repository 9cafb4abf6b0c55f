package dev.darkroom.workflows.workflow;

import static dev.darkroom.workflows.workflow.ScriptedChain.CHAIN;
import static dev.darkroom.workflows.workflow.ScriptedChain.charged;
import static dev.darkroom.workflows.workflow.ScriptedChain.diamond;
import static dev.darkroom.workflows.workflow.ScriptedChain.job;
import static dev.darkroom.workflows.workflow.ScriptedChain.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ChainActivities.ChainStep;
import dev.darkroom.workflows.contract.ChainActivities.StepsOpen;
import dev.darkroom.workflows.contract.EditChainWorkflow;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.ProviderActivities.Generated;
import dev.darkroom.workflows.contract.ProviderActivities.GenerationFailed;
import dev.darkroom.workflows.contract.SourceActivities.JobsEnded;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.StepEnd;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EditChainWorkflowTest {

    private static final int EVENTS_MAX = 250;
    private static final int BYTES_MAX = 200_000;

    private final TestWorkflowEnvironment environment = Histories.environment();
    private final ScriptedActivities activities = new ScriptedActivities();
    private final ScriptedChain chain = new ScriptedChain();
    private final List<JobId> submitted = new CopyOnWriteArrayList<>();
    private final WorkflowStub stub;

    EditChainWorkflowTest() {
        environment
                .newWorker(TaskQueues.JOBS)
                .registerWorkflowImplementationTypes(EditChainWorkflowImpl.class, ImageGenerationWorkflowImpl.class);
        environment.getWorkerFactory().getWorker(TaskQueues.JOBS).registerActivitiesImplementations(activities, chain);
        for (String queue :
                List.of(TaskQueues.ARTIFACTS, TaskQueues.SOURCES, TaskQueues.provider(ScriptedActivities.SANDBOX))) {
            environment.newWorker(queue).registerActivitiesImplementations(activities);
        }
        environment.start();
        stub = environment
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        "EditChain",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.JOBS)
                                .setWorkflowId(CHAIN.text())
                                .build());
        var submit = activities.submit;
        activities.submit = request -> {
            submitted.add(request.job());
            return submit.apply(request);
        };
    }

    /** Replays the chain's history, which proves that it decides by it alone. */
    @AfterEach
    void replay() {
        WorkflowExecutionHistory history = history();
        environment.close();
        Histories.replay(history);
    }

    @Test
    void runs_a_diamond_in_its_order_and_closes_the_books() {
        chain.debit = request -> charged(true, diamond());
        assertEquals(JobState.SUCCEEDED, run().state());
        assertEquals(job("base"), submitted.getFirst());
        assertEquals(job("join"), submitted.getLast());
        assertEquals(4, submitted.size());
        assertEquals(1, chain.closings.size());
        assertEquals(List.of(), chain.reasons());
    }

    @Test
    void branches_run_side_by_side() {
        CountDownLatch both = new CountDownLatch(2);
        chain.debit = request -> charged(true, diamond());
        activities.await = request -> {
            if (request.job().equals(job("left")) || request.job().equals(job("right"))) {
                both.countDown();
                awaitLatch(both);
            }
            return new Generated();
        };
        assertEquals(JobState.SUCCEEDED, run().state());
    }

    @Test
    void a_step_whose_input_failed_is_skipped_and_other_branches_go_on() {
        chain.debit = request -> charged(false, diamond());
        activities.await = request ->
                request.job().equals(job("left")) ? new GenerationFailed(FailureKind.PROVIDER_ERROR) : new Generated();
        run();
        assertEquals(3, submitted.size(), submitted::toString);
        assertTrue(!submitted.contains(job("join")));
    }

    @Test
    void a_chain_that_stops_begins_nothing_more() {
        chain.debit = request -> charged(true, step("base"), step("next", 0), step("last", 1));
        activities.await = request -> new GenerationFailed(FailureKind.PROVIDER_ERROR);
        run();
        assertEquals(List.of(job("base")), submitted);
    }

    @Test
    void a_second_run_leaves_what_has_ended() {
        chain.debit =
                request -> charged(true, ScriptedChain.ended(step("base"), JobState.SUCCEEDED, 0), step("next", 0));
        run();
        assertEquals(List.of(job("next")), submitted);
    }

    @Test
    void a_step_that_somebody_else_runs_is_waited_for_by_its_row() {
        WorkflowStub other = environment
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        "ImageGeneration",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.JOBS)
                                .setWorkflowId(job("base").text())
                                .build());
        other.start(new ImageGenerationWorkflow.Input(job("base")));
        other.getResult(ImageGenerationWorkflow.Result.class);
        submitted.clear();
        chain.debit = request -> charged(true, step("base"), step("next", 0));
        activities.jobs = request -> new JobsEnded(List.of(new StepEnd(JobState.SUCCEEDED, List.of(0))));
        assertEquals(JobState.SUCCEEDED, run().state());
        assertEquals(List.of(job("next")), submitted);
        assertEquals(1, activities.calls.stream().filter("jobs"::equals).count());
    }

    @Test
    void a_child_that_did_not_settle_its_job_is_read_by_its_row() {
        chain.debit = request -> charged(true, step("base"), step("next", 0));
        activities.debit = request -> request.job().equals(job("base"))
                ? new AlreadyEnded(JobState.CANCELED)
                : ScriptedActivities.charged("sandbox");
        run();
        assertEquals(List.of(), submitted, "canceled: nothing can follow");
    }

    @Test
    void the_books_wait_for_steps_that_have_not_ended() {
        chain.debit = request -> charged(true, step("base"));
        var close = chain.close;
        chain.close =
                request -> chain.closings.size() == 1 ? new StepsOpen(List.of(job("base"))) : close.apply(request);
        assertEquals(JobState.SUCCEEDED, run().state());
        assertEquals(2, chain.closings.size());
    }

    @Test
    void a_cancel_reaches_the_running_steps_and_closes_the_books() {
        CountDownLatch running = new CountDownLatch(2);
        chain.debit = request -> charged(true, diamond());
        activities.await = request -> {
            if (!request.job().equals(job("base"))) {
                running.countDown();
                beat();
            }
            return new Generated();
        };
        start();
        awaitLatch(running);
        stub.cancel();
        WorkflowFailedException failed = assertThrows(WorkflowFailedException.class, this::result);
        assertInstanceOf(CanceledFailure.class, failed.getCause());
        assertEquals(FailureKind.CANCELED, chain.reasons().getLast());
        assertEquals(
                Set.of(job("base"), job("left"), job("right")),
                activities.settledJobs,
                "every step that began has settled itself");
    }

    @Test
    void a_cancel_reaches_a_step_that_is_no_child_of_this_run() {
        WorkflowStub other = environment
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        "ImageGeneration",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.JOBS)
                                .setWorkflowId(job("base").text())
                                .build());
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        chain.debit = request -> charged(true, step("base"));
        activities.await = request -> {
            running.countDown();
            beat();
            return new Generated();
        };
        activities.jobs = request -> {
            waiting.countDown();
            beat();
            return new JobsEnded(List.of(StepEnd.SKIPPED));
        };
        other.start(new ImageGenerationWorkflow.Input(job("base")));
        awaitLatch(running);
        start();
        awaitLatch(waiting);
        stub.cancel();
        WorkflowFailedException failed = assertThrows(
                WorkflowFailedException.class, () -> other.getResult(ImageGenerationWorkflow.Result.class));
        assertInstanceOf(CanceledFailure.class, failed.getCause());
        assertThrows(WorkflowFailedException.class, this::result);
        assertEquals(FailureKind.CANCELED, chain.reasons().getLast());
    }

    @Test
    void returns_at_once_where_the_chain_has_ended() {
        chain.debit = request -> new AlreadyEnded(JobState.FAILED);
        assertEquals(new EditChainWorkflow.Result(JobState.FAILED, MicroUsd.ZERO, MicroUsd.ZERO, null), run());
        assertEquals(List.of(), chain.closings);
    }

    @Test
    void twenty_steps_of_sixteen_references_stay_within_their_bounds() {
        List<ChainStep> steps = new ArrayList<>();
        for (int index = 0; index < EditChain.STEPS_MAX; index++) {
            Integer[] sources =
                    IntStream.range(Math.max(0, index - 16), index).boxed().toArray(Integer[]::new);
            steps.add(step("step-with-a-rather-long-name--%02d".formatted(index), sources));
        }
        chain.debit = request -> charged(true, steps.toArray(ChainStep[]::new));
        run();
        WorkflowExecutionHistory history = history();
        int bytes = history.getHistory().getSerializedSize();
        assertTrue(
                history.getEvents().size() <= EVENTS_MAX,
                () -> "events: " + history.getEvents().size());
        assertTrue(bytes <= BYTES_MAX, () -> "bytes: " + bytes);
        assertEquals(
                EditChain.STEPS_MAX,
                history.getEvents().stream()
                        .filter(event ->
                                event.getEventType() == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED)
                        .count());
    }

    private EditChainWorkflow.Result run() {
        start();
        return result();
    }

    private void start() {
        stub.start(new EditChainWorkflow.Input(CHAIN));
    }

    private EditChainWorkflow.Result result() {
        return stub.getResult(EditChainWorkflow.Result.class);
    }

    private WorkflowExecutionHistory history() {
        return environment.getWorkflowClient().fetchHistory(CHAIN.text());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes on until the attempt is canceled, a minute at the most. */
    private static void beat() {
        for (int i = 0; i < 600; i++) {
            pause();
            Activity.getExecutionContext().heartbeat(null);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
