package dev.darkroom.activities.worker;

import dev.darkroom.activities.job.WorkflowFate;
import dev.darkroom.workflows.contract.EditChainWorkflow;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.workflow.JobAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Temporal as the sweep and the API see it: starts and cancels by job id, and what became of a workflow. */
@Singleton
public final class TemporalFate implements WorkflowFate {

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

    private static WorkflowOptions options(StartCard card) {
        return TemporalCalls.once(TaskQueues.JOBS, card.job().text(), card.tenant())
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
