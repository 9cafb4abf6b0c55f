package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.webhook.DueDelivery;
import dev.darkroom.activities.webhook.Subscriber;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.activities.webhook.WebhookSecrets;
import dev.darkroom.activities.webhook.delivery.EventBodies.EventBody;
import dev.darkroom.activities.webhook.send.Attempt;
import dev.darkroom.activities.webhook.send.Message;
import dev.darkroom.activities.webhook.send.WebhookSender;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliverySchedule;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes one attempt at a delivery. Its row decides whether there is one to make, and counts those that were made. */
@Singleton
public final class DeliverStep {

    // An attempt that was broken off because its worker stops is none.
    private static final Duration BROKEN_OFF = Duration.ofSeconds(5);

    private final WebhookDeliveries deliveries;
    private final Jobs jobs;
    private final WebhookSecrets secrets;
    private final EventBodies bodies;
    private final Receivers receivers;
    private final WebhookSender sender;

    DeliverStep(
            WebhookDeliveries deliveries,
            Jobs jobs,
            WebhookSecrets secrets,
            EventBodies bodies,
            Receivers receivers,
            WebhookSender sender) {
        this.deliveries = deliveries;
        this.jobs = jobs;
        this.secrets = secrets;
        this.bodies = bodies;
        this.receivers = receivers;
        this.sender = sender;
    }

    /** What became of an attempt. */
    public sealed interface Outcome {
        /**
         * The delivery has ended, now or before.
         *
         * @param status of the newest answer; null where there was none
         */
        record Ended(
                DeliveryState state, int attempts, @Nullable Integer status) implements Outcome {}

        /**
         * The attempt failed; another is to be made.
         *
         * @param tries how many were made, this one too
         * @param what the status, or why there was none, in a word
         */
        record Failed(int tries, String what, Duration pause) implements Outcome {}

        /** There was no attempt: it is not due yet, or the receiver has its hands full. */
        record NotNow(Duration pause) implements Outcome {}
    }

    /**
     * Makes one attempt, unless it is not its turn.
     *
     * @param redelivery which time the delivery is sent, from 0; an older one has ended
     * @throws DatabaseException where the row could not be read, or the attempt not be written: the next attempt then
     *     sends the same event again, under the same id
     */
    public Outcome run(DeliveryId id, int redelivery) {
        Optional<DueDelivery> found = deliveries.due(id);
        if (found.isEmpty() || found.get().redeliveries() != redelivery) {
            return new Outcome.Ended(DeliveryState.ABANDONED, 0, null);
        }
        DueDelivery due = found.get();
        if (due.state() != DeliveryState.PENDING) {
            return new Outcome.Ended(due.state(), due.attempts(), due.lastStatus());
        }
        if (due.waitMillis() > 0) {
            return new Outcome.NotNow(Duration.ofMillis(due.waitMillis()));
        }
        Optional<JobRow> job = due.jobId() == null ? Optional.empty() : jobs.find(JobId.of(due.jobId()));
        if (job.isEmpty() || due.url() == null || due.disabledReason() != null) {
            return giveUp(id, due);
        }
        return attempt(due, due.url(), job.get());
    }

    /** Gives a delivery up; one that has ended stays as it is. */
    public Outcome.Ended abandon(DeliveryId id, int redelivery) {
        deliveries.end(id, redelivery, DeliveryState.ABANDONED);
        return deliveries
                .due(id)
                .map(due -> new Outcome.Ended(due.state(), due.attempts(), due.lastStatus()))
                .orElse(new Outcome.Ended(DeliveryState.ABANDONED, 0, null));
    }

    /** There is nobody to send it to any more. */
    private Outcome giveUp(DeliveryId id, DueDelivery due) {
        deliveries.end(id, due.redeliveries(), DeliveryState.DEAD);
        return new Outcome.Ended(DeliveryState.DEAD, due.attempts(), due.lastStatus());
    }

    private Outcome attempt(DueDelivery due, String url, JobRow job) {
        Receivers.Receiver receiver = receivers.asKnown(
                new Receivers.Receiver(Subscriber.host(url), due.tenantId(), due.endpointId(), due.failures()));
        Attempt made;
        try (Receivers.Turn turn = receivers.enter(receiver).orElse(null)) {
            if (turn == null) {
                return new Outcome.NotNow(receiver.busyPause());
            }
            made = receivers.noted(receiver, sender.send(message(due, url, job)));
        }
        return Thread.currentThread().isInterrupted() && !made.isSuccess()
                ? new Outcome.NotNow(BROKEN_OFF)
                : written(due, made);
    }

    private Message message(DueDelivery due, String url, JobRow job) {
        EventId event = EventId.of(due.eventId());
        WebhookEvent told = new WebhookEvent(event, WebhookEventKind.valueOf(due.kind()), due.at(), due.progress());
        EventBody body = due.endpointId() == null ? bodies.ofSurface(told, job) : bodies.ofEndpoint(told, job);
        return new Message(
                url, event.publicText(), secrets.open(due.secret(), due.secretBefore()), body.headers(), body.json());
    }

    private Outcome written(DueDelivery due, Attempt attempt) {
        int tries = due.tries() + 1;
        int attempts = due.attempts() + 1;
        boolean ends = attempt.isSuccess() || attempt.isGone();
        Optional<Duration> pause = ends ? Optional.empty() : pause(tries, attempt);
        deliveries.record(due, Attempts.made(attempt), pause.orElse(null));
        if (pause.isPresent()) {
            return new Outcome.Failed(tries, Attempts.what(attempt), pause.get());
        }
        DeliveryState state = attempt.isSuccess() ? DeliveryState.DELIVERED : DeliveryState.DEAD;
        return new Outcome.Ended(state, attempts, attempt.status());
    }

    private static Optional<Duration> pause(int tries, Attempt attempt) {
        Duration asked = Objects.requireNonNullElse(attempt.retryAfter(), Duration.ZERO);
        return DeliverySchedule.pause(tries, asked, ThreadLocalRandom.current().nextDouble());
    }
}
