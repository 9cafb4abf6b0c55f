package dev.darkroom.activities.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told of jobs, written in the transaction that ends them: whoever ends a job, the event and its
 * deliveries are there with the terminal state, or neither is.
 */
@Singleton
public final class WebhookOutbox {

    private final Transactions transactions;
    private final DeliveryRepository deliveries;

    WebhookOutbox(Transactions transactions, DeliveryRepository deliveries) {
        this.transactions = transactions;
        this.deliveries = deliveries;
    }

    /**
     * Notes the end of a job, inside the transaction that has just written it.
     *
     * @param asker whose request says where to tell of it: the job itself, or the chain whose step it is
     * @return empty where nobody wants to know
     */
    public Optional<Notice> note(TenantId tenant, JobId job, JobId asker, JobState state) {
        WebhookEventKind kind = WebhookEventKind.of(state);
        List<Subscriber> subscribers = deliveries.subscribers(tenant.text(), asker.text(), kind.word());
        if (subscribers.isEmpty()) {
            return Optional.empty();
        }
        EventId event = EventId.of(job, kind);
        deliveries.noteEnd(event.text(), job.text(), kind.name());
        List<Destination> destinations = new ArrayList<>();
        for (Subscriber subscriber : subscribers) {
            DeliveryId id = new DeliveryId(UuidCreator.getTimeOrderedEpoch());
            String url = subscriber.endpointId() == null ? subscriber.url() : null;
            deliveries.add(id.text(), event.text(), tenant.text(), subscriber.endpointId(), url, subscriber.host());
            destinations.add(new Destination(id, subscriber.host()));
        }
        return Optional.of(new Notice(event, kind, 0, destinations));
    }

    /** What was noted of the end of a job; empty where nobody wanted to know. */
    public Optional<Notice> noted(JobId job, JobState state) {
        WebhookEventKind kind = WebhookEventKind.of(state);
        return noted(EventId.of(job, kind), kind);
    }

    /** An event with everybody to whom it was to be delivered for the first time, whatever has become of that. */
    public Optional<Notice> noted(EventId event, WebhookEventKind kind) {
        List<Destination> destinations = transactions.read(() -> deliveries.ofEvent(event.text())).stream()
                .map(Told::destination)
                .toList();
        return destinations.isEmpty() ? Optional.empty() : Optional.of(new Notice(event, kind, 0, destinations));
    }
}
