package dev.darkroom.activities.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Cancellations;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.testing.Drafts;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookOutboxTest {

    private static final String URL = "https://hooks.example/jobs?token=1";
    private static final String ENDS = "succeeded,failed,canceled";
    private static final List<WebhookEventKind> ALL = List.of(WebhookEventKind.values());

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Settlements settlements = core.get(Settlements.class);
    private final WebhookEndpoints endpoints = core.get(WebhookEndpoints.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(10));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void an_end_notes_an_event_and_a_delivery_to_the_url_of_the_request() {
        JobRow job = charged(tenant, ENDS);
        Notice notice = end(job.jobId()).orElseThrow();
        assertEquals(EventId.of(job.jobId(), WebhookEventKind.FAILED), notice.event());
        assertEquals("wh-" + notice.event(), notice.workflowId());
        assertEquals(
                List.of("hooks.example"),
                notice.destinations().stream().map(Destination::host).toList());
        assertEquals(
                1,
                database.count("SELECT COUNT(*) FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id"
                        + " JOIN job j ON j.id = e.job_id WHERE d.state = 'PENDING' AND d.url = '" + URL
                        + "' AND e.at = j.completed_at AND j.id = '" + job.id() + "'"));
    }

    @Test
    void a_repeat_answers_the_same_notice_and_notes_nothing() {
        JobRow job = charged(tenant, ENDS);
        Notice first = end(job.jobId()).orElseThrow();
        assertEquals(Optional.of(first), end(job.jobId()));
        assertEquals(1, deliveries(job.jobId()));
    }

    @Test
    void an_end_that_is_rolled_back_leaves_nothing_to_tell() {
        JobRow job = charged(tenant, ENDS);
        assertThrows(
                IllegalStateException.class,
                () -> core.get(Transactions.class).write(scope -> {
                    end(job.jobId());
                    throw new IllegalStateException("the process is gone");
                }));
        assertEquals(0, deliveries(job.jobId()));
        assertTrue(end(job.jobId()).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"failed,1", "'succeeded,failed',1", "succeeded,0", "progressed,0"})
    void only_what_was_asked_for_is_told(String events, int told) {
        JobRow job = charged(tenant, events);
        assertEquals(told == 1, end(job.jobId()).isPresent());
        assertEquals(told, deliveries(job.jobId()));
    }

    @Test
    void every_endpoint_that_subscribes_is_told_and_nobody_else() {
        TenantId own = core.tenant(MicroUsd.ofUsd(1));
        TenantId other = core.tenant(MicroUsd.ofUsd(1));
        endpoint(own, "https://one.example/", ALL);
        endpoint(own, "https://two.example/", List.of(WebhookEventKind.FAILED));
        endpoint(own, "https://deaf.example/", List.of(WebhookEventKind.SUCCEEDED));
        endpoint(other, "https://strange.example/", ALL);
        String off = endpoint(own, "https://off.example/", ALL);
        endpoints.change(own, off, new WebhookEndpoints.Change(null, null, null, false));
        String gone = endpoint(own, "https://gone.example/", ALL);
        endpoints.delete(own, gone);
        Notice notice = end(charged(own, null).jobId()).orElseThrow();
        assertEquals(
                List.of("one.example", "two.example"),
                notice.destinations().stream().map(Destination::host).sorted().toList());
    }

    @Test
    void whoever_ends_a_job_notes_it() {
        JobRow canceled = accepted(tenant, ENDS);
        Cancellations.Reply reply = core.get(Cancellations.class).cancel(tenant, canceled.jobId());
        assertTrue(reply instanceof Cancellations.Reply.Canceling(JobRow row, Optional<Notice> notice)
                && row.state() == JobState.CANCELED
                && notice.isPresent());
        JobRow expired = accepted(tenant, ENDS);
        settlements.expire(expired.jobId());
        assertEquals(1, deliveries(expired.jobId()));
    }

    @Test
    void a_job_that_nobody_wants_to_know_of_notes_nothing() {
        JobRow job = charged(tenant, null);
        assertEquals(Optional.empty(), end(job.jobId()));
        assertEquals(0, database.count("SELECT COUNT(*) FROM webhook_event WHERE job_id = '" + job.id() + "'"));
    }

    private Optional<Notice> end(JobId job) {
        return settlements
                .end(job, new JobEnding.Failed(FailureKind.PROVIDER_ERROR))
                .orElseThrow()
                .notice();
    }

    private String endpoint(TenantId owner, String url, List<WebhookEventKind> events) {
        return endpoints.add(owner, url, events, "", 20).orElseThrow().row().id();
    }

    private JobRow charged(TenantId owner, @Nullable String events) {
        JobRow job = accepted(owner, events);
        core.get(Charging.class).charge(job.jobId());
        return job;
    }

    private JobRow accepted(TenantId owner, @Nullable String events) {
        JobRow draft = TestCore.draft(owner, 1);
        JobRow job = events == null ? draft : Drafts.telling(draft, URL, events);
        core.get(Acceptance.class).take(job, false, Acceptance.Limits.ofDepth(100));
        return job;
    }

    private long deliveries(JobId job) {
        return database.count("SELECT COUNT(*) FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id"
                + " WHERE e.job_id = '" + job + "'");
    }
}
