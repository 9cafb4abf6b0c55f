package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** Leaves the telling of an end to a workflow of its own. */
final class Notices {

    private Notices() {}

    /**
     * Starts the delivery and waits until it has begun, not until it is done: it outlives its parent. Where there is or
     * was one of that event, as after a Reset, there is nothing to do.
     */
    static void send(@Nullable Notice notice) {
        if (notice == null) {
            return;
        }
        WebhookDeliveryWorkflow delivery = Workflow.newChildWorkflowStub(
                WebhookDeliveryWorkflow.class, ActivityPolicies.delivery(notice, attributes()));
        try {
            WorkflowExecution _ = Detached.call(() -> {
                Async.function(delivery::deliver, notice);
                return Workflow.getWorkflowExecution(delivery).get();
            });
        } catch (ChildWorkflowFailure failure) {
            Workflow.getLogger(Notices.class).info("the event {} is delivered already", notice.event());
        }
    }

    /** The tenant is that of the job. */
    private static SearchAttributes attributes() {
        String tenant = Workflow.getTypedSearchAttributes().get(JobAttributes.TENANT);
        SearchAttributes.Builder attributes = SearchAttributes.newBuilder();
        return (tenant == null ? attributes : attributes.set(JobAttributes.TENANT, tenant)).build();
    }
}
