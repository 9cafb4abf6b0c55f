package dev.darkroom.activities.webhook;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends again what was sent before, under the same event. */
@Singleton
public final class Redeliveries {

    private final Transactions transactions;
    private final RedeliveryRepository deliveries;

    Redeliveries(Transactions transactions, RedeliveryRepository deliveries) {
        this.transactions = transactions;
        this.deliveries = deliveries;
    }

    /** Why a delivery is not sent again. */
    public enum Objection {
        /** There is none of that id, or it is another tenant's. */
        ABSENT,
        /** It is on its way. */
        PENDING,
        /** It is of an event that is told once or never. */
        ONCE_ONLY,
        ENDPOINT_DELETED,
        ENDPOINT_DISABLED,
        /** The URL of the request is no longer known. */
        URL_REMOVED
    }

    /** What became of the wish to send a delivery again. */
    public sealed interface Reply {
        /** It is pending; whoever starts the workflow soon spares it the wait for the sweep. */
        record Revived(Notice notice) implements Reply {}

        record Refused(Objection objection) implements Reply {}
    }

    /** Sends a delivery again, however it has ended. */
    public Reply again(TenantId tenant, String id) {
        return transactions.write(scope -> {
            Optional<EndedDelivery> found = deliveries.find(tenant.text(), id);
            if (found.isEmpty()) {
                return new Reply.Refused(Objection.ABSENT);
            }
            EndedDelivery delivery = found.get();
            Optional<Objection> objection = objection(delivery);
            if (objection.isPresent()) {
                return new Reply.Refused(objection.get());
            }
            return deliveries.revive(tenant.text(), id, delivery.url()) == 1
                    ? new Reply.Revived(
                            deliveries.revived(List.of(id)).getFirst().notice())
                    : new Reply.Refused(Objection.PENDING);
        });
    }

    private static Optional<Objection> objection(EndedDelivery delivery) {
        if (delivery.kind().equals(WebhookEventRow.TEST)
                || delivery.kind().equals(WebhookEventKind.PROGRESSED.name())) {
            return Optional.of(Objection.ONCE_ONLY);
        }
        if (delivery.endpointDeleted() != 0) {
            return Optional.of(Objection.ENDPOINT_DELETED);
        }
        if (delivery.disabledReason() != null) {
            return Optional.of(Objection.ENDPOINT_DISABLED);
        }
        if (delivery.state() == DeliveryState.PENDING) {
            return Optional.of(Objection.PENDING);
        }
        return delivery.endpointId() == null && delivery.url() == null
                ? Optional.of(Objection.URL_REMOVED)
                : Optional.empty();
    }

    /**
     * Deliveries that are sent again together.
     *
     * @param more whether there are others
     */
    public record Batch(List<Notice> notices, boolean more) {
        public Batch {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Sends again what did not arrive at an endpoint, oldest first: those that are dead, and the abandoned ones.
     *
     * @param since when they were made, at the earliest
     * @param most how many
     */
    public Batch undelivered(TenantId tenant, String endpoint, Instant since, int most) {
        List<String> found = transactions.read(
                () -> deliveries.undelivered(tenant.text(), endpoint, DeliveryLog.leastIdOf(since), since, most + 1));
        List<String> wanted = found.subList(0, Math.min(most, found.size()));
        return new Batch(wanted.isEmpty() ? List.of() : revive(wanted), found.size() > most);
    }

    private List<Notice> revive(List<String> found) {
        return transactions.write(scope -> {
            List<String> ids = deliveries.lockUndelivered(found);
            if (ids.isEmpty()) {
                return List.of();
            }
            deliveries.reviveAll(ids);
            return deliveries.revived(ids).stream().map(RevivedDelivery::notice).toList();
        });
    }
}
