package dev.darkroom.api.core.webhook;

import dev.darkroom.activities.webhook.WebhookEndpointRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as surfaces render it.
 *
 * @param id hyphenated
 * @param events the words of the events that it is told of
 * @param disabledReason why nothing is sent there; null where something is
 */
public record EndpointView(
        String id,
        String url,
        List<String> events,
        String description,
        @Nullable String disabledReason,
        Instant createdAt) {

    public EndpointView {
        events = List.copyOf(events);
    }

    static EndpointView of(WebhookEndpointRow row) {
        return new EndpointView(
                row.id(), row.url(), row.eventWords(), row.description(), row.disabledReason(), row.createdAt());
    }

    /** Without its URL. */
    @Override
    public String toString() {
        return "EndpointView[%s]".formatted(id);
    }
}
