package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the log shows it.
 *
 * @param kind the name of a kind of event of jobs, or {@link WebhookEventRow#TEST}
 * @param jobId null for a test
 * @param endpointId null for the URL of a request
 * @param redeliveries how often it was sent again
 * @param nextAt when the next attempt is due; null: at once, or never
 */
@Introspected
public record LoggedDelivery(
        String id,
        String eventId,
        String kind,
        @Nullable String jobId,
        @Nullable String endpointId,
        String urlHost,
        DeliveryState state,
        int redeliveries,
        Instant createdAt,
        @Nullable Instant nextAt) {}
