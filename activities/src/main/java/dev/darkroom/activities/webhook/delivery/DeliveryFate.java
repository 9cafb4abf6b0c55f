package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.job.WorkflowFate.Start;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;

/** What became of the workflows of deliveries, and how they are started by whoever is not their parent. */
public interface DeliveryFate {

    /** What Temporal says of a delivery's workflow. */
    Fate of(Notice notice);

    /**
     * Starts a delivery's workflow, unless there is or was one under its id.
     *
     * @param tenant the tenant's name, which operators see
     */
    Start start(Notice notice, String tenant);
}
