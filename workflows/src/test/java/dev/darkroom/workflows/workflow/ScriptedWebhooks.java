package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.FailureTypes;
import dev.darkroom.workflows.contract.WebhookActivities;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/** Receivers that a test makes up. Unless told otherwise they take everything at once. */
final class ScriptedWebhooks implements WebhookActivities {

    final List<DeliveryId> attempts = new CopyOnWriteArrayList<>();
    final List<DeliveryId> abandoned = new CopyOnWriteArrayList<>();

    Function<DeliveryRequest, DeliveryEnd> deliver = request -> new DeliveryEnd(DeliveryState.DELIVERED, 1, 204);

    static DeliveryId delivery(String host) {
        return new DeliveryId(UUID.nameUUIDFromBytes(host.getBytes(StandardCharsets.UTF_8)));
    }

    /** The event of the bench's job, for these hosts. */
    static Notice notice(String... hosts) {
        return new Notice(
                EventId.of(WorkflowBench.JOB, WebhookEventKind.SUCCEEDED),
                WebhookEventKind.SUCCEEDED,
                0,
                Stream.of(hosts)
                        .map(host -> new Destination(delivery(host), host))
                        .toList());
    }

    static ApplicationFailure notDelivered(Duration pause) {
        return ApplicationFailure.newBuilder()
                .setMessage("attempt 1 of 10: 500")
                .setType(FailureTypes.NOT_DELIVERED)
                .setNextRetryDelay(pause)
                .build();
    }

    @Override
    public DeliveryEnd deliverWebhook(DeliveryRequest request) {
        attempts.add(request.delivery());
        return deliver.apply(request);
    }

    @Override
    public DeliveryEnd abandonWebhook(DeliveryRequest request) {
        abandoned.add(request.delivery());
        return new DeliveryEnd(DeliveryState.ABANDONED, attempts.size(), null);
    }
}
