package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import io.micronaut.core.annotation.Introspected;

/** A delivery of an event. */
@Introspected
record Told(String id, String urlHost) {

    Destination destination() {
        return new Destination(DeliveryId.of(id), urlHost);
    }
}
