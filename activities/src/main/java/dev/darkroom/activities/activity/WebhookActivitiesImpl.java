package dev.darkroom.activities.activity;

import dev.darkroom.activities.webhook.delivery.DeliverStep;
import dev.darkroom.activities.webhook.delivery.DeliverStep.Outcome;
import dev.darkroom.workflows.contract.WebhookActivities;
import dev.darkroom.workflows.domain.webhook.DeliverySchedule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sending webhooks. */
public final class WebhookActivitiesImpl implements WebhookActivities {

    private final DeliverStep deliveries;

    public WebhookActivitiesImpl(DeliverStep deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public DeliveryEnd deliverWebhook(DeliveryRequest request) {
        Outcome outcome = ActivityFailures.translating(() -> deliveries.run(request.delivery(), request.redelivery()));
        return switch (outcome) {
            case Outcome.Ended(var state, int attempts, @Nullable Integer status) ->
                new DeliveryEnd(state, attempts, status);
            case Outcome.Failed(int tries, String what, Duration pause) ->
                throw ActivityFailures.notDelivered(
                        "try %d of %d: %s".formatted(tries, DeliverySchedule.TRIES_MAX, what), pause);
            case Outcome.NotNow(Duration pause) -> throw ActivityFailures.receiverBusy(pause);
        };
    }

    @Override
    public DeliveryEnd abandonWebhook(DeliveryRequest request) {
        Outcome.Ended ended =
                ActivityFailures.translating(() -> deliveries.abandon(request.delivery(), request.redelivery()));
        return new DeliveryEnd(ended.state(), ended.attempts(), ended.status());
    }
}
