package dev.darkroom.activities.worker;

import dev.darkroom.activities.job.WorkflowFate;
import dev.darkroom.workflows.contract.EditChainWorkflow;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.workflow.JobAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.Priority;
import io.temporal.common.SearchAttributes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Temporal as the sweep and the API see it: starts and cancels by job id, and what became of a workflow. */
@Singleton
public final class TemporalFate implements WorkflowFate {

    // A worker that dies with a workflow task in hand holds the job up for so long.
    static final Duration WORKFLOW_TASK = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final TemporalConfig config;
    private final TemporalCalls calls;

    @Inject
    TemporalFate(WorkflowClient client, TemporalConfig config, TemporalCalls calls) {
        this.client = client;
        this.config = config;
        this.calls = calls;
    }

    public TemporalFate(WorkflowClient client, TemporalConfig config) {
        this(client, config, new TemporalCalls(client, config));
    }

    @Override
    public Start start(StartCard card) {
        return calls.start(() -> card.chain() ? startChain(card) : startJob(card));
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
        return calls.fate(job.text());
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
            calls.withinDeadline(
                    () -> client.getWorkflowServiceStubs().blockingStub().requestCancelWorkflowExecution(request));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
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
