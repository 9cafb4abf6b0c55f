package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Tells every destination of one event, for days if need be.
 *
 * <p>The workflow id is {@code wh-<event id>}; of a delivery that is sent again {@code wh-<delivery id>-<n>}. It is a
 * child of the job's workflow that outlives it. A second run, after a Reset or after its history was lost, sends nothing
 * that was delivered: each delivery's row says where it stands.
 */
@WorkflowInterface
public interface WebhookDeliveryWorkflow {

    /** Runs until every destination has it, or is given up. */
    @WorkflowMethod(name = "WebhookDelivery")
    Result deliver(Notice notice);

    /**
     * An event, and whom to tell of it.
     *
     * @param kind what it tells of
     * @param redelivery 0 for the first time; else which time this is
     * @param destinations one or more
     */
    record Notice(EventId event, WebhookEventKind kind, int redelivery, List<Destination> destinations) {
        public Notice {
            destinations = List.copyOf(destinations);
        }

        /** Under which id the workflow runs. */
        public String workflowId() {
            return redelivery == 0
                    ? "wh-" + event.text()
                    : "wh-%s-%d".formatted(destinations.getFirst().delivery(), redelivery);
        }
    }

    /**
     * One receiver.
     *
     * @param host the host of its URL, for people; path and query stay in the database
     */
    record Destination(DeliveryId delivery, String host) {}

    /** How the deliveries ended, in the order of the destinations. */
    record Result(List<DeliveryState> ends) {
        public Result {
            ends = List.copyOf(ends);
        }
    }
}
