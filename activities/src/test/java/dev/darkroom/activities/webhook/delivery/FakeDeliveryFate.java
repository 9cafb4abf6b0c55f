package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.job.WorkflowFate.Start;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Temporal that says of deliveries what a test tells it to, and notes what is started. */
final class FakeDeliveryFate implements DeliveryFate {

    final Map<String, Fate> fates = new ConcurrentHashMap<>();
    final List<Notice> started = new CopyOnWriteArrayList<>();

    @Override
    public Fate of(Notice notice) {
        return fates.getOrDefault(notice.workflowId(), Fate.RUNNING);
    }

    @Override
    public Start start(Notice notice, String tenant) {
        started.add(notice);
        return Start.STARTED;
    }
}
