package dev.darkroom.activities.webhook;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened. Nothing of what is sent is kept: it is rendered at each attempt.
 *
 * @param jobId whose it is; null for a test
 * @param kind the name of a kind of event of jobs, or {@link #TEST}
 * @param progress percent; null for every event that does not tell of progress
 */
@MappedEntity("webhook_event")
public record WebhookEventRow(
        @Id String id,
        String tenantId,
        @Nullable String jobId,
        String kind,
        Instant at,
        @Nullable Integer progress) {

    /** The kind of an event that was wanted to see whether an endpoint works. */
    public static final String TEST = "TEST";
}
