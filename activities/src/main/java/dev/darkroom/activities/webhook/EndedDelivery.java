package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that may be sent again.
 *
 * @param kind the name of a kind of event of jobs, or {@link WebhookEventRow#TEST}
 * @param endpointId null for the URL of a request
 * @param endpointDeleted 1 where there is one, and it was deleted
 * @param disabledReason why nothing is sent to the endpoint; null where something is
 * @param url that of the request, or of its chain's; null for an endpoint, and where it was removed
 */
@Introspected
record EndedDelivery(
        String id,
        String kind,
        DeliveryState state,
        @Nullable String endpointId,
        int endpointDeleted,
        @Nullable String disabledReason,
        @Nullable String url) {

    /** Without the URL. */
    @Override
    public String toString() {
        return "EndedDelivery[%s, %s]".formatted(id, state);
    }
}
