package dev.darkroom.workflows.domain.webhook;

import dev.darkroom.workflows.domain.job.JobId;
import java.util.UUID;

/**
 * An event. Of a job's end it is a function of the job and the kind, so that whoever notes it, and however often, notes
 * the same one; every attempt to tell of it carries it, so that receivers can drop repeats.
 *
 * @param value 128 bits, unique
 */
public record EventId(UUID value) {

    private static final long VERSION_8 = 0x8000L;
    private static final long KIND_MULTIPLIER = 0xA24BAED4963EE407L;

    /** The event of a job's end. */
    public static EventId of(JobId job, WebhookEventKind kind) {
        return of(job, kind, 0);
    }

    /** The event of a job's progress. */
    public static EventId ofProgress(JobId job, int percent) {
        return of(job, WebhookEventKind.PROGRESSED, percent);
    }

    private static EventId of(JobId job, WebhookEventKind kind, int percent) {
        long salt = (place(kind) + percent) * KIND_MULTIPLIER;
        long high = ((job.value().getMostSignificantBits() ^ salt) & ~0xF000L) | VERSION_8;
        long low = ((job.value().getLeastSignificantBits() + salt) & 0x3FFFFFFFFFFFFFFFL) | Long.MIN_VALUE;
        return new EventId(new UUID(high, low));
    }

    /** Fixed for ever: an event keeps its id over all releases. */
    private static long place(WebhookEventKind kind) {
        return switch (kind) {
            case SUCCEEDED -> 1;
            case FAILED -> 2;
            case CANCELED -> 3;
            case PROGRESSED -> 4;
        };
    }

    /** The lower-case hyphenated form. */
    public static EventId of(String text) {
        return new EventId(UUID.fromString(text));
    }

    /** The lower-case hyphenated form: 36 characters. */
    public String text() {
        return value.toString();
    }

    /** The public form: {@code evt_} and 32 hexadecimal digits. */
    public String publicText() {
        return "evt_" + text().replace("-", "");
    }

    @Override
    public String toString() {
        return text();
    }
}
