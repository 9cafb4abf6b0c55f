package dev.darkroom.activities.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where deliveries stand, and every attempt at them. */
@Singleton
public final class WebhookDeliveries {

    /** Why an endpoint is disabled whose receiver said that it is gone. */
    public static final String GONE = "it answered 410 Gone";

    private final Transactions transactions;
    private final DeliveryRepository deliveries;
    private final EndpointRepository endpoints;

    WebhookDeliveries(Transactions transactions, DeliveryRepository deliveries, EndpointRepository endpoints) {
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.endpoints = endpoints;
    }

    /**
     * An attempt that was made.
     *
     * @param status of the answer; null where there was none
     * @param took null where nobody was reached
     * @param problem why there was no answer, in a word
     * @param answer how the answer's body begins
     */
    public record Made(
            Instant at,
            @Nullable Integer status,
            @Nullable Duration took,
            @Nullable String problem,
            String answer,
            boolean success,
            boolean gone) {

        @Nullable
        Integer tookMillis() {
            return took == null ? null : Math.toIntExact(took.toMillis());
        }

        /** Without the answer. */
        @Override
        public String toString() {
            return "Made[%s, %s]".formatted(status, problem);
        }
    }

    /** A delivery with all that an attempt needs; empty where there is none. */
    public Optional<DueDelivery> due(DeliveryId id) {
        return transactions.read(() -> deliveries.due(id.text()));
    }

    /**
     * Writes an attempt, whatever has become of the delivery meanwhile.
     *
     * @param pause until the next one; null where there is none: then the delivery has ended
     */
    public void record(DueDelivery due, Made made, @Nullable Duration pause) {
        transactions.write(scope -> {
            deliveries.count(due.id(), due.redeliveries());
            log(due.id(), made);
            if (pause == null) {
                DeliveryState end = made.success() ? DeliveryState.DELIVERED : DeliveryState.DEAD;
                deliveries.end(due.id(), due.redeliveries(), end);
            } else {
                deliveries.again(due.id(), due.redeliveries(), pause.toMillis());
            }
            noteAtEndpoint(due.endpointId(), due.failures(), made);
            return due;
        });
    }

    private void log(String delivery, Made made) {
        deliveries.log(delivery, made.at(), made.status(), made.tookMillis(), made.problem(), made.answer());
    }

    /** The endpoint's row, which every settlement of its tenant reads, is left alone where all is well. */
    private void noteAtEndpoint(@Nullable String endpoint, int failures, Made made) {
        if (endpoint == null) {
            return;
        }
        if (!made.success()) {
            endpoints.noteFailure(endpoint);
        } else if (failures > 0) {
            endpoints.noteSuccess(endpoint);
        }
        if (made.gone()) {
            endpoints.disable(endpoint, GONE);
        }
    }

    /** Ends a delivery without an attempt; one that has ended stays as it is. Whether this call ended it. */
    public boolean end(DeliveryId id, int redelivery, DeliveryState state) {
        return transactions.write(scope -> deliveries.end(id.text(), redelivery, state)) == 1;
    }

    /**
     * An event that is told once or never.
     *
     * @param job null for a test
     * @param kind the name of a kind of event of jobs, or that of a test
     * @param progress percent; null for a test
     */
    public record Once(
            EventId event,
            TenantId tenant,
            @Nullable JobId job,
            String kind,
            Instant at,
            @Nullable Integer progress) {

        @Nullable
        String jobText() {
            return job == null ? null : job.text();
        }
    }

    /** Writes an event that was told once. The event itself is written by the first of its destinations. */
    public DeliveryId recordOnce(Once once, Subscriber subscriber, Made made) {
        noteOnce(once);
        DeliveryId id = new DeliveryId(UuidCreator.getTimeOrderedEpoch());
        DeliveryState state = made.success() ? DeliveryState.DELIVERED : DeliveryState.DEAD;
        return transactions.write(scope -> {
            deliveries.addEnded(
                    id.text(),
                    once.event().text(),
                    once.tenant().text(),
                    subscriber.endpointId(),
                    subscriber.host(),
                    state,
                    once.at());
            log(id.text(), made);
            noteAtEndpoint(subscriber.endpointId(), subscriber.failures(), made);
            return id;
        });
    }

    private void noteOnce(Once once) {
        try {
            transactions.write(scope -> deliveries.note(
                    once.event().text(),
                    once.tenant().text(),
                    once.jobText(),
                    once.kind(),
                    once.at(),
                    once.progress()));
        } catch (DuplicateKeyException e) {
            // Another destination of the same event was first.
        }
    }

    /**
     * Who wants to know of a job now.
     *
     * @param asker whose request says where to tell of it: the job itself, or the chain whose step it is
     */
    public List<Subscriber> subscribers(TenantId tenant, JobId asker, WebhookEventKind kind) {
        return transactions.read(() -> deliveries.subscribers(tenant.text(), asker.text(), kind.word()));
    }

    /** An endpoint as somebody to be told, whatever it has subscribed to. */
    public Optional<Subscriber> subscriber(TenantId tenant, String endpoint) {
        return transactions.read(() -> deliveries.subscriber(tenant.text(), endpoint));
    }

    /** Claims deliveries that are due for a look; others look at them only after a while. */
    public List<ForgottenDelivery> claim(int most) {
        return transactions.write(scope -> {
            List<String> ids = deliveries.lockDue(most);
            if (ids.isEmpty()) {
                return List.of();
            }
            deliveries.postpone(ids);
            return deliveries.read(ids);
        });
    }

    /** Deliveries that have not ended, whenever they are due: a page of them, in the order of their ids. */
    public List<ForgottenDelivery> open(String after, int most) {
        return transactions.read(() -> deliveries.open(after, most));
    }

    /** Notes that their workflow is closed, and has them looked at again in five seconds. */
    public void noteClosed(Collection<String> ids) {
        transactions.read(() -> deliveries.noteClosed(ids));
    }

    /** Notes that their workflow is not closed. */
    public void noteOpen(Collection<String> ids) {
        transactions.read(() -> deliveries.noteOpen(ids));
    }
}
