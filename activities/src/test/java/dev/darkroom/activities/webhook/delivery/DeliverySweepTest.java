package dev.darkroom.activities.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.activities.webhook.WebhookEndpoints;
import dev.darkroom.activities.webhook.WebhookOutbox;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliverySweepTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final FakeDeliveryFate fate = new FakeDeliveryFate();
    private final DeliverySweep sweep = new DeliverySweep(
            core.get(Transactions.class),
            core.get(WebhookDeliveries.class),
            core.get(WebhookOutbox.class),
            fate,
            core.get(Repairs.class));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void what_is_young_is_left_to_its_workflow() {
        Notice notice = ended(1);
        sweep.sweep();
        assertTrue(fate.started.stream().noneMatch(notice::equals));
    }

    @Test
    void what_temporal_does_not_know_is_started_with_all_its_destinations() {
        Notice notice = ended(2);
        fate.fates.put(notice.workflowId(), Fate.UNKNOWN);
        due(notice);
        sweep.sweep();
        Notice started = fate.started.stream()
                .filter(one -> one.event().equals(notice.event()))
                .findFirst()
                .orElseThrow();
        assertEquals(notice.workflowId(), started.workflowId());
        assertEquals(new HashSet<>(notice.destinations()), new HashSet<>(started.destinations()));
        sweep.sweep();
        assertEquals(
                1,
                fate.started.stream()
                        .filter(one -> one.event().equals(notice.event()))
                        .count(),
                "it is not due again at once");
    }

    @Test
    void one_that_is_due_alone_takes_the_others_of_its_event_with_it() {
        Notice notice = ended(3);
        fate.fates.put(notice.workflowId(), Fate.UNKNOWN);
        database.execute("UPDATE webhook_delivery SET created_at = created_at - INTERVAL 10 SECOND, check_at = NOW(3) -"
                + " INTERVAL 1 SECOND WHERE id = '"
                + notice.destinations().get(1).delivery() + "'");
        sweep.sweep();
        Notice started = fate.started.stream()
                .filter(one -> one.event().equals(notice.event()))
                .findFirst()
                .orElseThrow();
        assertEquals(new HashSet<>(notice.destinations()), new HashSet<>(started.destinations()));
    }

    @Test
    void what_runs_is_left_alone() {
        Notice notice = ended(1);
        due(notice);
        sweep.sweep();
        assertEquals(1, in("PENDING", notice));
        assertTrue(fate.started.stream().noneMatch(notice::equals));
    }

    @Test
    void a_closed_workflow_is_believed_when_it_was_seen_twice() {
        Notice notice = ended(2);
        fate.fates.put(notice.workflowId(), Fate.CLOSED);
        due(notice);
        sweep.sweep();
        assertEquals(2, in("PENDING", notice));
        due(notice);
        database.execute(
                "UPDATE webhook_delivery SET closed_seen_at = closed_seen_at - INTERVAL 6 SECOND WHERE event_id"
                        + " = '" + notice.event() + "'");
        sweep.sweep();
        assertEquals(2, in("ABANDONED", notice));
    }

    @Test
    void a_workflow_that_came_back_was_not_closed() {
        Notice notice = ended(1);
        fate.fates.put(notice.workflowId(), Fate.CLOSED);
        due(notice);
        sweep.sweep();
        fate.fates.put(notice.workflowId(), Fate.RUNNING);
        due(notice);
        sweep.sweep();
        assertEquals(
                1,
                database.count("SELECT COUNT(*) FROM webhook_delivery WHERE closed_seen_at IS NULL AND event_id = '"
                        + notice.event() + "'"));
    }

    @Test
    void no_answer_concludes_nothing() {
        Notice notice = ended(1);
        fate.fates.put(notice.workflowId(), Fate.NO_ANSWER);
        due(notice);
        sweep.sweep();
        due(notice);
        sweep.sweep();
        assertEquals(1, in("PENDING", notice));
    }

    private Notice ended(int endpoints) {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        for (int i = 0; i < endpoints; i++) {
            core.get(WebhookEndpoints.class)
                    .add(tenant, "https://e%d.example/".formatted(i), List.of(WebhookEventKind.FAILED), "", 20);
        }
        JobRow job = TestCore.draft(tenant, 1);
        core.get(Acceptance.class).take(job, false, Acceptance.Limits.ofDepth(100));
        core.get(Charging.class).charge(job.jobId());
        return core.get(Settlements.class)
                .end(job.jobId(), new JobEnding.Failed(FailureKind.PROVIDER_ERROR))
                .flatMap(Settlements.Ended::notice)
                .orElseThrow();
    }

    private void due(Notice notice) {
        database.execute("UPDATE webhook_delivery SET created_at = created_at - INTERVAL 10 SECOND, check_at = NOW(3) -"
                + " INTERVAL 1 SECOND WHERE event_id = '"
                + notice.event() + "'");
    }

    private long in(String state, Notice notice) {
        return database.count("SELECT COUNT(*) FROM webhook_delivery WHERE state = '" + state + "' AND event_id = '"
                + notice.event() + "'");
    }
}
