package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.job.WorkflowFate;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.repair.Found;
import dev.darkroom.activities.repair.Remedy;
import dev.darkroom.activities.repair.Repair;
import dev.darkroom.activities.repair.Repair.Kind;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.activities.webhook.ForgottenDelivery;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.activities.webhook.WebhookOutbox;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweep that lets no delivery be forgotten: of those that have not ended it asks Temporal what became of their
 * workflow, starts what Temporal does not know, and abandons what was ended there.
 */
@Singleton
public final class DeliverySweep {

    /** How many deliveries one sweep claims at the most. */
    public static final int BATCH = 200;

    private static final int LOOKS_AT_ONCE = 8;
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySweep.class);

    private final Transactions transactions;
    private final WebhookDeliveries deliveries;
    private final WebhookOutbox outbox;
    private final DeliveryFate fate;
    private final Repairs repairs;

    DeliverySweep(
            Transactions transactions,
            WebhookDeliveries deliveries,
            WebhookOutbox outbox,
            DeliveryFate fate,
            Repairs repairs) {
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.fate = fate;
        this.repairs = repairs;
    }

    /**
     * Looks at one batch of deliveries that are due. No lock is held while Temporal is asked.
     *
     * @return how many there were: fewer than {@value #BATCH} means that nothing is due any more
     */
    public int sweep() {
        List<ForgottenDelivery> due = deliveries.claim(BATCH);
        Collection<Found> _ = reconcile(due, true);
        return due.size();
    }

    /**
     * Looks at deliveries, several at once.
     *
     * @param mends whether what is found is put right too
     * @return what was found of each workflow
     */
    public Collection<Found> reconcile(List<ForgottenDelivery> open, boolean mends) {
        Collection<Found> found = new ConcurrentLinkedQueue<>();
        Thread.Builder threads = Thread.ofVirtual()
                .name("webhook-sweep-", 0)
                .uncaughtExceptionHandler((thread, thrown) -> LOG.error("a webhook could not be looked at", thrown));
        try (ExecutorService looks = Executors.newFixedThreadPool(LOOKS_AT_ONCE, threads.factory())) {
            byWorkflow(open)
                    .forEach(together -> looks.execute(() -> {
                        Notice notice = notice(together);
                        Remedy remedy = look(notice, together);
                        found.add(new Found(notice.workflowId(), DeliveryState.PENDING.name(), remedy));
                        if (mends) {
                            mend(remedy, notice, together);
                        }
                    }));
        }
        return found;
    }

    /** The deliveries of an event have one workflow, unless they were sent again. */
    private static Collection<List<ForgottenDelivery>> byWorkflow(List<ForgottenDelivery> due) {
        Map<String, List<ForgottenDelivery>> together = new LinkedHashMap<>();
        for (ForgottenDelivery delivery : due) {
            together.computeIfAbsent(notice(List.of(delivery)).workflowId(), key -> new ArrayList<>())
                    .add(delivery);
        }
        return together.values();
    }

    private static Notice notice(List<ForgottenDelivery> together) {
        ForgottenDelivery first = together.getFirst();
        return new Notice(
                EventId.of(first.eventId()),
                first.kind(),
                first.redeliveries(),
                together.stream()
                        .map(one -> new Destination(DeliveryId.of(one.id()), one.urlHost()))
                        .toList());
    }

    private Remedy look(Notice notice, List<ForgottenDelivery> together) {
        return Remedy.of(
                fate.of(notice),
                together.stream().anyMatch(ForgottenDelivery::isFresh),
                together.stream().allMatch(ForgottenDelivery::wasClosed));
    }

    private void mend(Remedy remedy, Notice notice, List<ForgottenDelivery> together) {
        List<String> ids = together.stream().map(ForgottenDelivery::id).toList();
        try {
            switch (remedy) {
                case LEAVE -> deliveries.noteOpen(ids);
                case ASK_AGAIN, EXPIRE -> LOG.debug("Temporal does not say what became of {}", notice.workflowId());
                case WAIT -> deliveries.noteClosed(ids);
                case START -> start(notice, together.getFirst());
                case END -> abandon(notice);
            }
        } catch (DatabaseException e) {
            LOG.warn("webhook {} is left for the next sweep: {}", notice.workflowId(), e.getMessage());
        }
    }

    /** With all destinations of the event, also those that were not claimed together: there is one workflow for them. */
    private void start(Notice notice, ForgottenDelivery first) {
        Notice whole = notice.redelivery() > 0
                ? notice
                : outbox.noted(notice.event(), notice.kind()).orElse(notice);
        WorkflowFate.Start start = fate.start(whole, first.tenantName());
        if (start == WorkflowFate.Start.STARTED) {
            repairs.note(
                    new Repair(Kind.DELIVERY_STARTED, whole.workflowId(), null, "pending and unknown to Temporal"));
        } else {
            LOG.info("webhook {} is unknown to Temporal: {}", whole.workflowId(), start);
        }
    }

    /** A workflow is closed a moment before it is deleted, so an end counts when it was seen twice. */
    private void abandon(Notice notice) {
        Repair repair = new Repair(Kind.DELIVERY_ABANDONED, notice.workflowId(), null, "its workflow is closed");
        boolean abandoned = transactions.write(scope -> {
            boolean ended = false;
            for (Destination destination : notice.destinations()) {
                ended |= deliveries.end(destination.delivery(), notice.redelivery(), DeliveryState.ABANDONED);
            }
            if (ended) {
                repairs.journal(repair);
            }
            return ended;
        });
        if (abandoned) {
            repairs.tell(repair);
        }
    }
}
