package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that an attempt needs of a delivery, its event and its destination.
 *
 * @param endpointId null for the URL of a request
 * @param tries attempts since the last redelivery
 * @param attempts attempts in all
 * @param waitMillis until the next attempt is due
 * @param jobId null for a test
 * @param url null where it is no longer known, and for an endpoint that was deleted
 * @param disabledReason why nothing is sent to the endpoint; null where something is
 * @param failures attempts at the endpoint that have failed in a row
 * @param secret sealed
 * @param secretBefore sealed; null unless it signs too
 * @param lastStatus of the newest attempt's answer
 */
@Introspected
public record DueDelivery(
        String id,
        String eventId,
        String tenantId,
        @Nullable String endpointId,
        String urlHost,
        DeliveryState state,
        int redeliveries,
        int tries,
        int attempts,
        long waitMillis,
        @Nullable String jobId,
        String kind,
        Instant at,
        @Nullable Integer progress,
        @Nullable String url,
        @Nullable String disabledReason,
        int failures,
        String secret,
        @Nullable String secretBefore,
        @Nullable Integer lastStatus) {

    /** Without URL and secrets. */
    @Override
    public String toString() {
        return "DueDelivery[%s, %s]".formatted(id, state);
    }
}
