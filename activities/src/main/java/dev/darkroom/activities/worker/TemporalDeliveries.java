package dev.darkroom.activities.worker;

import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.job.WorkflowFate.Start;
import dev.darkroom.activities.webhook.delivery.DeliveryFate;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.workflow.DeliveryDetails;
import dev.darkroom.workflows.workflow.JobAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import jakarta.inject.Singleton;

/** Temporal as the sweep of the deliveries and a redelivery see it. */
@Singleton
final class TemporalDeliveries implements DeliveryFate {

    private final WorkflowClient client;
    private final TemporalCalls calls;

    TemporalDeliveries(WorkflowClient client, TemporalCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public Fate of(Notice notice) {
        return calls.fate(notice.workflowId());
    }

    @Override
    public Start start(Notice notice, String tenant) {
        WebhookDeliveryWorkflow workflow =
                client.newWorkflowStub(WebhookDeliveryWorkflow.class, options(notice, tenant));
        return calls.start(() -> WorkflowClient.start(workflow::deliver, notice));
    }

    /** As a child of its job's workflow has it. */
    private static WorkflowOptions options(Notice notice, String tenant) {
        return TemporalCalls.once(TaskQueues.WEBHOOKS, notice.workflowId(), tenant)
                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                        .set(JobAttributes.TENANT, tenant)
                        .build())
                .setStaticSummary(DeliveryDetails.summary(notice))
                .build();
    }
}
