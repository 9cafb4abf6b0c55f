package dev.darkroom.activities.webhook;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver.
 *
 * @param seq from 1, in the order of time
 * @param status of the answer; null where there was none
 * @param durationMs how long the call took; null where nobody was reached
 * @param problem why there was no answer, in a word
 * @param answer how the answer's body begins, at most 1 KiB; whatever the receiver wrote
 */
@Introspected
public record WebhookAttemptRow(
        String deliveryId,
        int seq,
        Instant at,
        @Nullable Integer status,
        @Nullable Integer durationMs,
        @Nullable String problem,
        String answer) {

    /** Without the answer. */
    @Override
    public String toString() {
        return "WebhookAttemptRow[%s, %d]".formatted(deliveryId, seq);
    }
}
