package dev.darkroom.api.core.webhook;

import dev.darkroom.activities.webhook.DeliveryLog;
import dev.darkroom.activities.webhook.LoggedDelivery;
import dev.darkroom.activities.webhook.WebhookAttemptRow;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as surfaces render it. Ids are hyphenated.
 *
 * @param event the word of what it tells of
 * @param jobId null for a test
 * @param endpointId null where it goes to the URL of the job's request
 * @param redeliveries how often it was sent again
 * @param nextAttemptAt null: at once, or never
 * @param attempts the newest ones, oldest first
 */
public record DeliveryView(
        String id,
        String eventId,
        String event,
        @Nullable String jobId,
        @Nullable String endpointId,
        String urlHost,
        DeliveryState state,
        int redeliveries,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        List<Attempt> attempts) {

    public DeliveryView {
        attempts = List.copyOf(attempts);
    }

    /**
     * One try to deliver.
     *
     * @param status of the answer; null where there was none
     * @param durationMillis null where nobody was reached
     * @param problem why there was no answer, in a word
     * @param answer how the answer's body begins; whatever the receiver wrote
     */
    public record Attempt(
            Instant at,
            @Nullable Integer status,
            @Nullable Integer durationMillis,
            @Nullable String problem,
            String answer) {

        /** Without the answer. */
        @Override
        public String toString() {
            return "Attempt[%s, %s]".formatted(at, status);
        }
    }

    static DeliveryView of(DeliveryLog.Entry entry) {
        LoggedDelivery delivery = entry.delivery();
        return new DeliveryView(
                delivery.id(),
                delivery.eventId(),
                delivery.kind().toLowerCase(Locale.ROOT),
                delivery.jobId(),
                delivery.endpointId(),
                delivery.urlHost(),
                delivery.state(),
                delivery.redeliveries(),
                delivery.createdAt(),
                delivery.nextAt(),
                entry.attempts().stream().map(DeliveryView::attempt).toList());
    }

    private static Attempt attempt(WebhookAttemptRow row) {
        return new Attempt(row.at(), row.status(), row.durationMs(), row.problem(), row.answer());
    }
}
