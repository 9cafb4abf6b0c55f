package dev.darkroom.workflows.domain.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.domain.job.JobId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {

    private static final JobId JOB = JobId.of("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");

    @Test
    void is_the_same_for_ever() {
        assertEquals(EventId.of(JOB, WebhookEventKind.SUCCEEDED), EventId.of(JOB, WebhookEventKind.SUCCEEDED));
        assertEquals(
                "evt_a3db0f6655ea8a58ace6baf1c47e2e62",
                EventId.of(JOB, WebhookEventKind.SUCCEEDED).publicText());
    }

    @Test
    void differs_by_job_kind_and_percent() {
        Set<EventId> ids = new HashSet<>();
        for (WebhookEventKind kind : WebhookEventKind.values()) {
            ids.add(EventId.of(JOB, kind));
        }
        for (int percent = 1; percent <= 100; percent++) {
            ids.add(EventId.ofProgress(JOB, percent));
        }
        ids.add(EventId.of(new JobId(UUID.randomUUID()), WebhookEventKind.SUCCEEDED));
        assertEquals(WebhookEventKind.values().length + 101, ids.size());
    }

    @Test
    void is_a_uuid_of_version_8() {
        UUID id = EventId.of(JOB, WebhookEventKind.FAILED).value();
        assertEquals(8, id.version());
        assertEquals(2, id.variant());
        assertNotEquals(JOB.value(), id);
        assertTrue(EventId.of(JOB, WebhookEventKind.FAILED).publicText().matches("evt_[0-9a-f]{32}"));
    }
}
