package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant wants to be told of its jobs.
 *
 * @param events the words of the events, separated by commas
 * @param secret sealed; signs what is sent there
 * @param secretBefore sealed; the one before the last rotation
 * @param secretBeforeUntil until when it signs too
 * @param disabledReason why nothing is sent there; null where something is
 * @param failures how many attempts have failed since one did not
 * @param deletedAt where it was deleted; its deliveries stay in the log
 */
@MappedEntity("webhook_endpoint")
public record WebhookEndpointRow(
        @Id String id,
        String tenantId,
        String url,
        String events,
        String description,
        String secret,
        @Nullable String secretBefore,
        @Nullable Instant secretBeforeUntil,
        @Nullable String disabledReason,
        int failures,
        Instant createdAt,
        @Nullable Instant deletedAt) {

    private static final String SEPARATOR = ",";

    /** The words of its events, in their order. */
    public List<String> eventWords() {
        return List.of(events.split(SEPARATOR));
    }

    /** The column of these events. */
    public static String events(List<WebhookEventKind> kinds) {
        return Stream.of(WebhookEventKind.values())
                .filter(kinds::contains)
                .map(WebhookEventKind::word)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Without its URL and its secrets. */
    @Override
    public String toString() {
        return "WebhookEndpointRow[%s]".formatted(id);
    }
}
