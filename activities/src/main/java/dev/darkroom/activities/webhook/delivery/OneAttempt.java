package dev.darkroom.activities.webhook.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.webhook.Subscriber;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.activities.webhook.WebhookDeliveries.Once;
import dev.darkroom.activities.webhook.WebhookEventRow;
import dev.darkroom.activities.webhook.WebhookSecrets;
import dev.darkroom.activities.webhook.delivery.EventBodies.EventBody;
import dev.darkroom.activities.webhook.send.Attempt;
import dev.darkroom.activities.webhook.send.Message;
import dev.darkroom.activities.webhook.send.WebhookSender;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Events that are told once or never, and without a workflow: progress, and tests. The log has them too. */
@Singleton
public final class OneAttempt {

    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final EventBodies bodies;
    private final Receivers receivers;
    private final WebhookSender sender;
    private final DatabaseClock clock;

    OneAttempt(
            WebhookDeliveries deliveries,
            WebhookSecrets secrets,
            EventBodies bodies,
            Receivers receivers,
            WebhookSender sender,
            DatabaseClock clock) {
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.bodies = bodies;
        this.receivers = receivers;
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Sends an endpoint something, to see whether it works.
     *
     * @return the delivery, with its one attempt in the log; empty where the endpoint has its hands full
     * @throws DatabaseException where the attempt could not be written
     */
    public Optional<DeliveryId> test(TenantId tenant, Subscriber subscriber, String endpoint) {
        EventId event = new EventId(UuidCreator.getTimeOrderedEpoch());
        Instant at = clock.instant();
        Once once = new Once(event, tenant, null, WebhookEventRow.TEST, at, null);
        return send(once, subscriber, bodies.ofTest(event, at, endpoint), new HangUp());
    }

    /** Tells of a job's progress. */
    Optional<DeliveryId> progress(JobRow job, Subscriber subscriber, int percent, HangUp hangUp) {
        EventId event = EventId.ofProgress(job.jobId(), percent);
        WebhookEvent told = new WebhookEvent(event, WebhookEventKind.PROGRESSED, clock.instant(), percent);
        EventBody body = subscriber.endpointId() == null ? bodies.ofSurface(told, job) : bodies.ofEndpoint(told, job);
        Once once = new Once(event, job.tenant(), job.jobId(), WebhookEventKind.PROGRESSED.name(), told.at(), percent);
        return send(once, subscriber, body, hangUp);
    }

    private Optional<DeliveryId> send(Once once, Subscriber subscriber, EventBody body, HangUp hangUp) {
        Message message = new Message(
                subscriber.url(),
                once.event().publicText(),
                secrets.open(subscriber.secret(), subscriber.secretBefore()),
                body.headers(),
                body.json());
        Receivers.Receiver receiver = new Receivers.Receiver(
                subscriber.host(), once.tenant().text(), subscriber.endpointId(), subscriber.failures());
        return call(message, receiver, hangUp)
                .map(made -> deliveries.recordOnce(once, subscriber, Attempts.made(made)));
    }

    private Optional<Attempt> call(Message message, Receivers.Receiver receiver, HangUp hangUp) {
        if (!hangUp.begin()) {
            return Optional.empty();
        }
        try (Receivers.Turn turn = receivers.enter(receiver).orElse(null)) {
            return turn == null ? Optional.empty() : Optional.of(sender.send(message));
        } finally {
            hangUp.end();
        }
    }
}
