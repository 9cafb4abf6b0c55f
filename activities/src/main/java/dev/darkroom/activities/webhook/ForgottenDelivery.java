package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.micronaut.core.annotation.Introspected;

/**
 * A delivery at which the sweep looks.
 *
 * @param fresh 1 where it was written less than five seconds ago
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
        int fresh,
        int closedSeen) {

    /** Whether a start of its workflow may be under way. */
    public boolean isFresh() {
        return fresh != 0;
    }

    /** Whether its workflow was closed five seconds ago. */
    public boolean wasClosed() {
        return closedSeen != 0;
    }
}
