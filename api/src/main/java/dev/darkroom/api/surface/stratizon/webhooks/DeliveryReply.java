package dev.darkroom.api.surface.stratizon.webhooks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.webhook.Deliveries;
import dev.darkroom.api.core.webhook.DeliveryView;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery.
 *
 * @param event succeeded, failed, canceled, progressed or test
 * @param taskId null for a test
 * @param endpointId null where it goes to the URL of the request
 * @param state pending, delivered, dead or abandoned
 * @param redeliveries how often it was sent again
 * @param nextAttemptAt null where the next attempt is made at once, or never
 * @param attempts the newest thirty, oldest first
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record DeliveryReply(
        String id,
        String eventId,
        String event,
        @Nullable String taskId,
        @Nullable String endpointId,
        String urlHost,
        String state,
        int redeliveries,
        String createdAt,
        @Nullable String nextAttemptAt,
        List<Attempt> attempts) {

    DeliveryReply {
        attempts = List.copyOf(attempts);
    }

    /**
     * One try to deliver.
     *
     * @param status of the answer; null where there was none
     * @param durationMs null where nobody was reached
     * @param error why there was no answer: unreachable, timed_out or broken; null where there was one
     * @param answer how the answer's body begins, at most 1 KiB: the receiver's own text, to be escaped where it is shown
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Attempt(
            String at,
            @Nullable Integer status,
            @Nullable Integer durationMs,
            @Nullable String error,
            String answer) {

        /** Without the answer. */
        @Override
        public String toString() {
            return "Attempt[%s, %s]".formatted(at, status);
        }
    }

    /** A page of deliveries, newest first. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(List<DeliveryReply> deliveries, @Nullable String nextCursor) {
        Page {
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * What is sent again.
     *
     * @param redelivered how many deliveries
     * @param hasMore whether there are others, for which the limit of a minute had no room
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Redelivered(int redelivered, boolean hasMore) {}

    static DeliveryReply of(DeliveryView delivery) {
        return new DeliveryReply(
                WebhookIds.ofDelivery(delivery.id()),
                WebhookIds.ofEvent(delivery.eventId()),
                delivery.event(),
                delivery.jobId() == null ? null : NativeFormat.task(delivery.jobId()),
                delivery.endpointId() == null ? null : NativeFormat.endpoint(delivery.endpointId()),
                delivery.urlHost(),
                delivery.state().word(),
                delivery.redeliveries(),
                NativeFormat.time(delivery.createdAt()),
                NativeFormat.timeOrNull(delivery.nextAttemptAt()),
                delivery.attempts().stream().map(DeliveryReply::attempt).toList());
    }

    static Redelivered of(Deliveries.Bulk.Sent sent) {
        return new Redelivered(sent.count(), sent.more());
    }

    private static Attempt attempt(DeliveryView.Attempt attempt) {
        return new Attempt(
                NativeFormat.time(attempt.at()),
                attempt.status(),
                attempt.durationMillis(),
                attempt.problem(),
                attempt.answer());
    }
}
