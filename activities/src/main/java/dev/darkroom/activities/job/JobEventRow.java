package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.JobState;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a job's log.
 *
 * @param seq from 1, without gaps
 * @param state of the job, after the event
 * @param cause a failure's code, or who did it
 * @param attempt of the activity that wrote it, from 1
 * @param amount micro-USD that the event is about
 */
@Introspected
public record JobEventRow(
        String jobId,
        int seq,
        Instant at,
        Kind kind,
        JobState state,
        @Nullable String cause,
        @Nullable Integer attempt,
        @Nullable String provider,
        @Nullable Long amount) {

    /** What happened. */
    public enum Kind {
        /** The request was taken and its price held. */
        ACCEPTED,
        /** The price was debited. */
        CHARGED,
        /** The first step of the chain was begun. */
        STARTED,
        /** A step of the chain was charged; the cause is its name. */
        STEP_STARTED,
        /** A step of the chain succeeded. */
        STEP_SUCCEEDED,
        /** A step of the chain failed. */
        STEP_FAILED,
        /** A step of the chain was skipped or canceled. */
        STEP_CANCELED,
        /** The intent to submit was written. */
        SUBMITTING,
        /** The provider has taken the work. */
        SUBMITTED,
        /** The caller asked to cancel, in time. */
        CANCEL_REQUESTED,
        /** The job came to its terminal state. */
        ENDED
    }
}
