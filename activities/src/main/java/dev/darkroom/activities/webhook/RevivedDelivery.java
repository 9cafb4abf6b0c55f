package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.micronaut.core.annotation.Introspected;
import java.util.List;

/** A delivery that is to be sent again. */
@Introspected
record RevivedDelivery(String id, String eventId, WebhookEventKind kind, int redeliveries, String urlHost) {

    Notice notice() {
        return new Notice(
                EventId.of(eventId), kind, redeliveries, List.of(new Destination(DeliveryId.of(id), urlHost)));
    }
}
