package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.WebhookActivities;
import dev.darkroom.workflows.contract.WebhookActivities.DeliveryEnd;
import dev.darkroom.workflows.contract.WebhookActivities.DeliveryRequest;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The story of an event: all destinations are told side by side, and none waits for another. */
public final class WebhookDeliveryWorkflowImpl implements WebhookDeliveryWorkflow {

    private final Notice notice;
    private final SortedMap<Integer, DeliveryEnd> ends = new TreeMap<>();

    @WorkflowInit
    public WebhookDeliveryWorkflowImpl(Notice notice) {
        this.notice = notice;
    }

    @Override
    public Result deliver(Notice given) {
        show();
        List<Promise<Void>> deliveries = new ArrayList<>();
        for (int index = 0; index < notice.destinations().size(); index++) {
            int destination = index;
            deliveries.add(Async.procedure(() -> deliverTo(destination)));
        }
        Promise.allOf(deliveries).get();
        if (CancellationScope.current().isCancelRequested()) {
            throw new CanceledFailure("canceled in Temporal; what was not delivered is abandoned");
        }
        return new Result(ends.values().stream().map(DeliveryEnd::state).toList());
    }

    private void deliverTo(int index) {
        Destination destination = notice.destinations().get(index);
        DeliveryRequest request = new DeliveryRequest(destination.delivery(), notice.redelivery());
        ends.put(index, end(destination, request));
        show();
    }

    /** A cancel gives the delivery up; a failure is a bug, and gives it up too, so that it can be sent again. */
    private DeliveryEnd end(Destination destination, DeliveryRequest request) {
        try {
            return Workflow.newActivityStub(
                            WebhookActivities.class,
                            ActivityPolicies.attempts(DeliveryDetails.summary(notice, destination)))
                    .deliverWebhook(request);
        } catch (ActivityFailure | CanceledFailure failure) {
            return Detached.call(() -> Workflow.newActivityStub(WebhookActivities.class, ActivityPolicies.abandon())
                    .abandonWebhook(request));
        }
    }

    private void show() {
        Workflow.setCurrentDetails(DeliveryDetails.table(notice, ends));
    }
}
