package dev.darkroom.workflows.domain.webhook;

import dev.darkroom.workflows.domain.job.JobState;
import java.util.Locale;

/** The moments of a job that a webhook can tell of. */
public enum WebhookEventKind {
    /** It goes on. Told once or never. */
    PROGRESSED,
    SUCCEEDED,
    FAILED,
    CANCELED;

    /** The public word: {@code succeeded}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a job ended. */
    public static WebhookEventKind of(JobState state) {
        return switch (state) {
            case SUCCEEDED -> SUCCEEDED;
            case FAILED -> FAILED;
            case CANCELED -> CANCELED;
            case PENDING, QUEUED, RUNNING -> throw new IllegalArgumentException("a job that is " + state + " goes on");
        };
    }
}
