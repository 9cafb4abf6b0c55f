package dev.darkroom.workflows.domain.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job, as far as it is kept: everything else that is told of it is read when it is told.
 *
 * @param at when it happened
 * @param progress percent; null for every event that does not tell of progress
 */
public record WebhookEvent(
        EventId id,
        WebhookEventKind kind,
        Instant at,
        @Nullable Integer progress) {}
