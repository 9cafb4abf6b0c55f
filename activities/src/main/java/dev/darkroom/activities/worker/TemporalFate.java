package dev.darkroom.activities.worker;

import dev.darkroom.activities.job.WorkflowFate;
import dev.darkroom.workflows.contract.EditChainWorkflow;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.workflow.JobAttributes;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.Priority;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.StatusUtils;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Temporal as the sweep and the API see it: starts and cancels by job id, and what became of a workflow. */
@Singleton
public final class TemporalFate implements WorkflowFate {

    // A worker that dies with a workflow task in hand holds the job up for so long.
    private static final Duration WORKFLOW_TASK = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final TemporalConfig config;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

    public TemporalFate(WorkflowClient client, TemporalConfig config) {
        this.client = client;
        this.config = config;
    }

    @Override
    public Start start(StartCard card) {
        try {
            withinDeadline(() -> card.chain() ? startChain(card) : startJob(card));
            return Start.STARTED;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return Start.EXISTS;
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            return Start.NO_ANSWER;
        }
    }

    private WorkflowExecution startJob(StartCard card) {
        ImageGenerationWorkflow workflow = client.newWorkflowStub(ImageGenerationWorkflow.class, options(card));
        return WorkflowClient.start(workflow::generate, new ImageGenerationWorkflow.Input(card.job()));
    }

    private WorkflowExecution startChain(StartCard card) {
        EditChainWorkflow workflow = client.newWorkflowStub(EditChainWorkflow.class, options(card));
        return WorkflowClient.start(workflow::edit, new EditChainWorkflow.Input(card.job()));
    }

    @Override
    public Fate of(JobId job) {
        DescribeWorkflowExecutionRequest request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(config.namespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(job.text()))
                .build();
        try {
            return fate(withinDeadline(() ->
                            client.getWorkflowServiceStubs().blockingStub().describeWorkflowExecution(request))
                    .getWorkflowExecutionInfo()
                    .getStatus());
        } catch (StatusRuntimeException e) {
            return isUnknown(e) ? Fate.UNKNOWN : Fate.NO_ANSWER;
        }
    }

    /** Under one id for all of a job's requests: Temporal takes a second one for the first. */
    @Override
    public boolean cancel(JobId job) {
        RequestCancelWorkflowExecutionRequest request = RequestCancelWorkflowExecutionRequest.newBuilder()
                .setNamespace(config.namespace())
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(job.text()))
                .setRequestId(job.text())
                .setIdentity(client.getOptions().getIdentity())
                .setReason("canceled by its caller")
                .build();
        try {
            withinDeadline(
                    () -> client.getWorkflowServiceStubs().blockingStub().requestCancelWorkflowExecution(request));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static Fate fate(WorkflowExecutionStatus status) {
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
    private static boolean isUnknown(StatusRuntimeException e) {
        return e.getStatus().getCode() == Status.Code.NOT_FOUND
                && !StatusUtils.hasFailure(e, NamespaceNotFoundFailure.class);
    }

    /** A deadline of the call's context is the only one that the client heeds in every case. */
    private <T> T withinDeadline(Callable<T> call) {
        Deadline deadline = Deadline.after(config.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return Context.current().withDeadline(deadline, deadlines).call(call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tenant is the fairness key of the workflow, and so of all its activities, on every queue. */
    private static WorkflowOptions options(StartCard card) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.JOBS)
                .setWorkflowId(card.job().text())
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setWorkflowTaskTimeout(WORKFLOW_TASK)
                .setPriority(Priority.newBuilder().setFairnessKey(card.tenant()).build())
                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                        .set(JobAttributes.TENANT, card.tenant())
                        .set(JobAttributes.SURFACE, card.surface())
                        .set(JobAttributes.MODEL, card.model())
                        .build())
                .setStaticSummary(summary(card))
                .build();
    }

    private static String summary(StartCard card) {
        return card.chain()
                ? "chain of edits, %d images · %s".formatted(card.images(), card.tenant())
                : "%d x %s · %s".formatted(card.images(), card.model(), card.tenant());
    }
}
