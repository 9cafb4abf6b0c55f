package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.micronaut.core.annotation.Introspected;

/**
 * A delivery at which the sweep looks.
 *
 * @param closedSeen 1 where the sweep saw its workflow closed five seconds ago or earlier
 */
@Introspected
public record ForgottenDelivery(
        String id,
        String eventId,
        int redeliveries,
        String urlHost,
        WebhookEventKind kind,
        String tenantName,
        int closedSeen) {

    /** Whether its workflow was closed five seconds ago. */
    public boolean wasClosed() {
        return closedSeen != 0;
    }
}
