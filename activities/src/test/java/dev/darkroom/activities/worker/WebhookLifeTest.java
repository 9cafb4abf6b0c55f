package dev.darkroom.activities.worker;

import static dev.darkroom.activities.testing.ScriptedWeb.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.testing.Drafts;
import dev.darkroom.activities.testing.ScriptedWeb;
import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporal;
import dev.darkroom.activities.webhook.WebhookEndpoints;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Result;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whole jobs that are told of: the product's workers on Temporal in memory, a real receiver, a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookLifeTest {

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final int CROWD = 200;

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(
            database,
            database.config(),
            Map.of("darkroom.network.allow-http", "true", "darkroom.network.allow-local", "true"));
    private final TestTemporal temporal = new TestTemporal(core);
    private final ScriptedWeb web;

    WebhookLifeTest() throws IOException {
        web = new ScriptedWeb();
    }

    @AfterAll
    void close() throws IOException {
        temporal.close();
        core.close();
        web.close();
    }

    @Test
    void a_job_with_a_webhook_keeps_to_its_budget() throws SQLException {
        web.on("/told?token=canary-9c", out -> write(out, NO_CONTENT));
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        run(tenant, "/told?token=canary-9c");
        try (StatementLog log = new StatementLog(database)) {
            JobId job = run(tenant, "/told?token=canary-9c");
            delivered(job);
            int events = temporal.history(job).getEvents().size();
            assertTrue(events <= 34, () -> "events: " + events);
            List<String> statements = log.statements();
            assertTrue(statements.size() <= 42, () -> statements.size() + ":\n" + String.join("\n", statements));
            String raw = raw(job.text()) + raw("wh-" + event(job));
            assertTrue(raw.contains("127.0.0.1"), "the host is there for operators");
            assertFalse(raw.contains("canary-9c"), "path and query stay in the database");
            assertFalse(raw.contains("whsec_"));
        }
    }

    @Test
    void a_job_and_its_webhook_are_told_apart_by_their_workflows() {
        web.on("/refuses", out -> write(out, "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"));
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = run(tenant, "/refuses");
        until("the first attempt", () -> attempts(job) == 1);
        web.on("/refuses", out -> write(out, NO_CONTENT));
        assertEquals(List.of(DeliveryState.DELIVERED), delivered(job).ends());
        assertEquals(2, attempts(job));
        assertEquals(
                11,
                temporal.client().fetchHistory("wh-" + event(job)).getEvents().size(),
                "an attempt is no line in the history");
    }

    @Test
    void two_hundred_events_at_once_all_arrive_and_four_at_a_time() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        web.on("/crowd", out -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            now.decrementAndGet();
            write(out, NO_CONTENT);
        });
        TenantId tenant = core.tenant(MicroUsd.ofUsd(100));
        core.get(WebhookEndpoints.class).add(tenant, web.url("/crowd"), List.of(WebhookEventKind.FAILED), "", 20);
        TemporalDeliveries fate = new TemporalDeliveries(
                temporal.client(), new TemporalCalls(temporal.client(), core.get(TemporalConfig.class)));
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            notices.add(failed(tenant));
        }
        notices.forEach(notice -> fate.start(notice, "crowd"));
        for (Notice notice : notices) {
            assertEquals(
                    List.of(DeliveryState.DELIVERED), result(notice.event()).ends());
        }
        Set<String> ids = web.heads().stream()
                .filter(head -> head.startsWith("POST /crowd "))
                .map(head -> head.replaceAll("(?s).*(evt_[0-9a-f]{32}).*", "$1"))
                .collect(Collectors.toCollection(HashSet::new));
        assertEquals(CROWD, ids.size());
        assertTrue(most.get() <= 4, () -> most + " at once");
    }

    @Test
    void progress_is_told_and_never_after_the_end() {
        web.on("/progress", out -> write(out, NO_CONTENT));
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobRow draft = TestCore.draft(tenant, new JobId(UUID.randomUUID()), 1, "a lake {sandbox: delay=7s}");
        JobRow job = Drafts.telling(draft, web.url("/progress"), "progressed,succeeded");
        core.get(Acceptance.class).take(job, false, Acceptance.Limits.ofDepth(100));
        assertEquals(JobState.SUCCEEDED, temporal.run(job.jobId()).state());
        delivered(job.jobId());
        List<String> told = web.heads().stream()
                .filter(head -> head.startsWith("POST /progress "))
                .map(head -> web.bodies().get(web.heads().indexOf(head)))
                .toList();
        assertTrue(told.size() >= 2, () -> "told " + told);
        assertTrue(told.getLast().contains("\"event\":\"succeeded\""), () -> "the end is last: " + told);
        assertTrue(told.subList(0, told.size() - 1).stream()
                .allMatch(body -> body.contains("\"event\":\"progressed\"") && body.contains("\"state\":\"RUNNING\"")));
        assertEquals(
                told.size() - 1,
                database.count("SELECT COUNT(*) FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id"
                        + " WHERE e.kind = 'PROGRESSED' AND d.state = 'DELIVERED' AND e.job_id = '" + job.id() + "'"));
    }

    private JobId run(TenantId tenant, String path) {
        JobRow job = Drafts.telling(TestCore.draft(tenant, 1), web.url(path), "succeeded");
        core.get(Acceptance.class).take(job, false, Acceptance.Limits.ofDepth(100));
        assertEquals(JobState.SUCCEEDED, temporal.run(job.jobId()).state());
        return job.jobId();
    }

    private Notice failed(TenantId tenant) {
        JobRow job = TestCore.draft(tenant, 1);
        core.get(Acceptance.class).take(job, false, Acceptance.Limits.ofDepth(1000));
        core.get(Charging.class).charge(job.jobId());
        return core.get(Settlements.class)
                .end(job.jobId(), new JobEnding.Failed(FailureKind.PROVIDER_ERROR))
                .flatMap(Settlements.Ended::notice)
                .orElseThrow();
    }

    private Result delivered(JobId job) {
        return result(event(job));
    }

    private Result result(EventId event) {
        return temporal.client().newUntypedWorkflowStub("wh-" + event).getResult(Result.class);
    }

    private static EventId event(JobId job) {
        return EventId.of(job, WebhookEventKind.SUCCEEDED);
    }

    private long attempts(JobId job) {
        return database.count(
                "SELECT COALESCE(SUM(attempts), 0) FROM webhook_delivery WHERE event_id = '" + event(job) + "'");
    }

    private String raw(String workflowId) {
        return new String(
                temporal.client().fetchHistory(workflowId).getHistory().toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private static void until(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what + " did not come");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
