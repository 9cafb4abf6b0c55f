package dev.darkroom.workflows.domain.webhook;

import java.util.Locale;

/** The moments of a job that a webhook can tell of. */
public enum WebhookEventKind {
    PROGRESSED,
    SUCCEEDED,
    FAILED,
    CANCELED;

    /** The public word: {@code succeeded}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
