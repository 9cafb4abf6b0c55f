package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** Sending what webhooks tell. */
@ActivityInterface
public interface WebhookActivities {

    /**
     * Makes one attempt at a delivery. One that fails and is not the last fails with {@link FailureTypes#NOT_DELIVERED},
     * which names the pause until the next; so a delivery takes days without a line in the workflow's history. The row
     * counts the attempts: what fails before anything was sent counts as none.
     */
    @ActivityMethod
    DeliveryEnd deliverWebhook(DeliveryRequest request);

    /** Notes that nobody delivers it any more. A delivery that has ended stays as it is. */
    @ActivityMethod
    DeliveryEnd abandonWebhook(DeliveryRequest request);

    /**
     * One delivery.
     *
     * @param redelivery 0 for the first time; else which time this is
     */
    record DeliveryRequest(DeliveryId delivery, int redelivery) {}

    /**
     * Where a delivery stands.
     *
     * @param attempts how many were made, all redeliveries together
     * @param status of the newest answer; null where there was none
     */
    record DeliveryEnd(
            DeliveryState state, int attempts, @Nullable Integer status) {}
}
