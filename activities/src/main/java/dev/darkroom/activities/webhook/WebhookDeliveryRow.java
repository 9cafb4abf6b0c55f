package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one destination.
 *
 * @param endpointId null where it goes to the URL of the job's request
 * @param url that of the request, as long as the delivery is pending
 * @param redeliveries how often it was sent again
 * @param tries attempts since the last redelivery
 * @param attempts attempts in all: the seq of the newest
 * @param nextAt when the next attempt is due; null: at once, or never
 * @param checkAt when the sweep looks next; null once it has ended
 */
@MappedEntity("webhook_delivery")
public record WebhookDeliveryRow(
        @Id String id,
        String eventId,
        String tenantId,
        @Nullable String endpointId,
        @Nullable String url,
        String urlHost,
        DeliveryState state,
        Instant createdAt,
        @Nullable Instant endedAt,
        int redeliveries,
        int tries,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable Instant checkAt) {

    /** Without its URL. */
    @Override
    public String toString() {
        return "WebhookDeliveryRow[%s, %s]".formatted(id, state);
    }
}
