package dev.darkroom.activities.worker;

import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.job.WorkflowFate.Start;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.Priority;
import io.temporal.serviceclient.StatusUtils;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls to Temporal that end in time, and what their answers mean. */
@Singleton
final class TemporalCalls {

    // A worker that dies with a workflow task in hand holds the workflow up for so long.
    private static final Duration WORKFLOW_TASK = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final TemporalConfig config;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

    TemporalCalls(WorkflowClient client, TemporalConfig config) {
        this.client = client;
        this.config = config;
    }

    /**
     * What every workflow that is started from outside has: one run for its id, ever; and its tenant's name, which is the
     * fairness key of all that it does, on every queue.
     */
    static WorkflowOptions.Builder once(String queue, String workflowId, String tenant) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(queue)
                .setWorkflowId(workflowId)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setWorkflowTaskTimeout(WORKFLOW_TASK)
                .setPriority(Priority.newBuilder().setFairnessKey(tenant).build());
    }

    /** What became of a start. */
    Start start(Callable<WorkflowExecution> start) {
        try {
            withinDeadline(start);
            return Start.STARTED;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return Start.EXISTS;
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            return Start.NO_ANSWER;
        }
    }

    /**
     * What Temporal tells of the newest run of a workflow.
     *
     * @throws StatusRuntimeException where it does not, or knows none
     */
    WorkflowExecutionInfo describe(String workflowId) {
        DescribeWorkflowExecutionRequest request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(config.namespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
        return withinDeadline(
                        () -> client.getWorkflowServiceStubs().blockingStub().describeWorkflowExecution(request))
                .getWorkflowExecutionInfo();
    }

    /** What became of a workflow. */
    Fate fate(String workflowId) {
        try {
            return fate(describe(workflowId).getStatus());
        } catch (StatusRuntimeException e) {
            return isUnknown(e) ? Fate.UNKNOWN : Fate.NO_ANSWER;
        }
    }

    /** What a status means. */
    static Fate fate(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> Fate.CANCELED;
            case WORKFLOW_EXECUTION_STATUS_COMPLETED,
                    WORKFLOW_EXECUTION_STATUS_FAILED,
                    WORKFLOW_EXECUTION_STATUS_TERMINATED,
                    WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> Fate.CLOSED;
            default -> Fate.RUNNING;
        };
    }

    /** A namespace that is not found says nothing of the workflow. */
    static boolean isUnknown(StatusRuntimeException e) {
        return e.getStatus().getCode() == Status.Code.NOT_FOUND
                && !StatusUtils.hasFailure(e, NamespaceNotFoundFailure.class);
    }

    /** A deadline of the call's context is the only one that the client heeds in every case. */
    <T> T withinDeadline(Callable<T> call) {
        Deadline deadline = Deadline.after(config.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return Context.current().withDeadline(deadline, deadlines).call(call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
