package dev.darkroom.workflows.workflow;

import static dev.darkroom.workflows.workflow.ScriptedWebhooks.delivery;
import static dev.darkroom.workflows.workflow.ScriptedWebhooks.notDelivered;
import static dev.darkroom.workflows.workflow.ScriptedWebhooks.notice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.contract.FailureTypes;
import dev.darkroom.workflows.contract.WebhookActivities.DeliveryEnd;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Result;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookDeliveryWorkflowTest {

    private final WorkflowBench bench = new WorkflowBench();
    private final ScriptedWebhooks webhooks = bench.webhooks;

    @Test
    void tells_every_destination() {
        Notice notice = notice("one.example", "two.example");
        assertEquals(new Result(List.of(DeliveryState.DELIVERED, DeliveryState.DELIVERED)), bench.deliver(notice));
        assertEquals(Set.of(delivery("one.example"), delivery("two.example")), new HashSet<>(webhooks.attempts));
        bench.closeAfter(notice);
    }

    @Test
    void a_dead_destination_keeps_no_other_waiting() {
        Notice notice = notice("dead.example", "alive.example");
        webhooks.deliver = request -> {
            if (request.delivery().equals(delivery("alive.example"))) {
                return new DeliveryEnd(DeliveryState.DELIVERED, 1, 200);
            }
            throw notDelivered(Duration.ofHours(1));
        };
        WorkflowStub stub = bench.startDelivery(notice);
        bench.sleep(Duration.ofSeconds(5));
        assertTrue(webhooks.attempts.contains(delivery("alive.example")));
        webhooks.deliver = request -> new DeliveryEnd(DeliveryState.DEAD, 10, 500);
        assertEquals(
                List.of(DeliveryState.DEAD, DeliveryState.DELIVERED),
                stub.getResult(Result.class).ends());
        bench.closeAfter(notice);
    }

    @Test
    void days_of_attempts_are_not_a_line_in_the_history() {
        Notice notice = notice("slow.example");
        webhooks.deliver = request -> {
            if (webhooks.attempts.size() < 10) {
                throw notDelivered(Duration.ofHours(8));
            }
            return new DeliveryEnd(DeliveryState.DELIVERED, 10, 200);
        };
        long before = bench.now();
        assertEquals(List.of(DeliveryState.DELIVERED), bench.deliver(notice).ends());
        assertTrue(bench.now() - before >= Duration.ofDays(3).toMillis());
        assertEquals(11, bench.history(notice.workflowId()).getEvents().size());
        bench.closeAfter(notice);
    }

    @Test
    void a_cancel_abandons_what_is_not_delivered() {
        Notice notice = notice("slow.example");
        webhooks.deliver = request -> {
            throw notDelivered(Duration.ofHours(8));
        };
        WorkflowStub stub = bench.startDelivery(notice);
        bench.sleep(Duration.ofSeconds(5));
        stub.cancel();
        WorkflowFailedException failed =
                assertThrows(WorkflowFailedException.class, () -> stub.getResult(Result.class));
        assertInstanceOf(CanceledFailure.class, failed.getCause());
        assertEquals(List.of(delivery("slow.example")), webhooks.abandoned);
        bench.closeAfter(notice);
    }

    @Test
    void a_bug_abandons_so_that_it_can_be_sent_again() {
        Notice notice = notice("odd.example");
        webhooks.deliver = request -> {
            throw ApplicationFailure.newNonRetryableFailure("a mistake in our code", FailureTypes.BUG);
        };
        assertEquals(List.of(DeliveryState.ABANDONED), bench.deliver(notice).ends());
        bench.closeAfter(notice);
    }

    @Test
    void a_job_closes_before_its_webhook_is_delivered() {
        try (bench) {
            webhooks.deliver = request -> {
                throw notDelivered(Duration.ofHours(8));
            };
            bench.activities.settle = request -> ScriptedActivities.settled(request.ending(), notice("slow.example"));
            assertEquals(JobState.SUCCEEDED, bench.run().state());
            int events = bench.history().getEvents().size();
            assertTrue(events <= 34, () -> "events: " + events);
            webhooks.deliver = request -> new DeliveryEnd(DeliveryState.DELIVERED, 2, 200);
            WorkflowStub delivery =
                    bench.client().newUntypedWorkflowStub(notice("slow.example").workflowId());
            assertEquals(
                    List.of(DeliveryState.DELIVERED),
                    delivery.getResult(Result.class).ends());
        }
    }

    @Test
    void an_event_that_was_delivered_before_fails_no_job() {
        try (bench) {
            Notice notice = notice("one.example");
            assertEquals(1, bench.deliver(notice).ends().size());
            bench.activities.settle = request -> ScriptedActivities.settled(request.ending(), notice);
            assertEquals(JobState.SUCCEEDED, bench.run().state());
            assertTrue(bench.history().getEvents().stream()
                    .anyMatch(event ->
                            event.getEventType() == EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED));
            assertEquals(1, webhooks.attempts.size());
        }
    }

    @Test
    void a_job_that_nobody_wants_to_know_of_tells_nobody() {
        try (bench) {
            bench.run();
            assertEquals(List.of(), webhooks.attempts);
        }
    }
}
