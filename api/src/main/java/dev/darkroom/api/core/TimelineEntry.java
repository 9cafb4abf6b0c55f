package dev.darkroom.api.core;

import dev.darkroom.activities.job.JobEventRow;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a job.
 *
 * @param seq from 1, without gaps
 * @param state of the job from then on
 * @param cause a failure's code; of a step {@code STEP_STARTED}, {@code STEP_SUCCEEDED}, {@code STEP_FAILED} or
 *     {@code STEP_CANCELED} and its name; or else what happened: {@code ACCEPTED}, {@code CHARGED}, {@code SUBMITTING}, {@code
 *     SUBMITTED}, {@code CANCEL_REQUESTED}, {@code ENDED}
 * @param attempt of the step that did it, from 1
 * @param amount what was held, charged or refunded
 * @param step where it tells of a step of a chain: that step's state from then on
 */
public record TimelineEntry(
        int seq,
        Instant at,
        JobState state,
        String cause,
        @Nullable Integer attempt,
        @Nullable String provider,
        @Nullable MicroUsd amount,
        @Nullable JobState step) {

    static TimelineEntry of(JobEventRow row) {
        return new TimelineEntry(
                row.seq(),
                row.at(),
                row.state(),
                cause(row),
                row.attempt(),
                row.provider(),
                row.amount() == null ? null : new MicroUsd(row.amount()),
                step(row.kind()));
    }

    private static String cause(JobEventRow row) {
        if (row.cause() == null) {
            return row.kind().name();
        }
        return step(row.kind()) == null ? row.cause() : row.kind().name() + " " + row.cause();
    }

    private static @Nullable JobState step(JobEventRow.Kind kind) {
        return switch (kind) {
            case STEP_STARTED -> JobState.RUNNING;
            case STEP_SUCCEEDED -> JobState.SUCCEEDED;
            case STEP_FAILED -> JobState.FAILED;
            case STEP_CANCELED -> JobState.CANCELED;
            case ACCEPTED, CHARGED, STARTED, SUBMITTING, SUBMITTED, CANCEL_REQUESTED, ENDED -> null;
        };
    }
}
