package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.ledger.DatabaseException;
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

    private final WebhookDeliveries deliveries;
    private final WebhookOutbox outbox;
    private final DeliveryFate fate;

    DeliverySweep(WebhookDeliveries deliveries, WebhookOutbox outbox, DeliveryFate fate) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.fate = fate;
    }

    /**
     * Looks at one batch of deliveries that are due. No lock is held while Temporal is asked.
     *
     * @return how many there were: fewer than {@value #BATCH} means that nothing is due any more
     */
    public int sweep() {
        List<ForgottenDelivery> due = deliveries.claim(BATCH);
        Thread.Builder threads = Thread.ofVirtual()
                .name("webhook-sweep-", 0)
                .uncaughtExceptionHandler((thread, thrown) -> LOG.error("a webhook could not be looked at", thrown));
        try (ExecutorService looks = Executors.newFixedThreadPool(LOOKS_AT_ONCE, threads.factory())) {
            byWorkflow(due).forEach(together -> looks.execute(() -> look(together)));
        }
        return due.size();
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

    private void look(List<ForgottenDelivery> together) {
        Notice notice = notice(together);
        List<String> ids = together.stream().map(ForgottenDelivery::id).toList();
        try {
            switch (fate.of(notice)) {
                case RUNNING -> deliveries.noteOpen(ids);
                case UNKNOWN -> start(notice, together.getFirst());
                case CLOSED, CANCELED -> closed(notice, together, ids);
                case NO_ANSWER -> LOG.debug("Temporal does not say what became of {}", notice.workflowId());
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
        LOG.info("webhook {} is unknown to Temporal: {}", whole.workflowId(), fate.start(whole, first.tenantName()));
    }

    /** A workflow is closed a moment before it is deleted, so an end counts when it was seen twice. */
    private void closed(Notice notice, List<ForgottenDelivery> together, List<String> ids) {
        if (!together.stream().allMatch(ForgottenDelivery::wasClosed)) {
            deliveries.noteClosed(ids);
            return;
        }
        for (Destination destination : notice.destinations()) {
            deliveries.end(destination.delivery(), notice.redelivery(), DeliveryState.ABANDONED);
        }
        LOG.warn("webhook {} was not delivered though its workflow is closed: abandoned", notice.workflowId());
    }
}
