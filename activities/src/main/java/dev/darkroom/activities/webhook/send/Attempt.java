package dev.darkroom.activities.webhook.send;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt: an answer, told by its status, or a problem.
 *
 * @param at when it began; its signature's time
 * @param status of the answer; null where there is a problem
 * @param took from the beginning to the head of the answer, or to the problem; null where nothing is known to have been
 *     connected to
 * @param problem null where there is an answer
 * @param answer the beginning of the answer's body, up to 1 KiB of it: text without control characters, tabs and line
 *     ends apart, to be escaped wherever it is shown
 * @param retryAfter how long the answer asks to wait, at most 24 h; null where it does not
 */
public record Attempt(
        Instant at,
        @Nullable Integer status,
        @Nullable Duration took,
        @Nullable Problem problem,
        String answer,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    public Attempt {
        if ((status == null) == (problem == null)) {
            throw new IllegalArgumentException("an attempt has either a status or a problem");
        }
        if (status != null && took == null) {
            throw new IllegalArgumentException("an answer took its time");
        }
        if (problem != null && !(answer.isEmpty() && retryAfter == null)) {
            throw new IllegalArgumentException("without an answer nothing is said");
        }
        if (problem == Problem.UNREACHABLE && took != null) {
            throw new IllegalArgumentException("what could not be reached has no time");
        }
    }

    static Attempt failed(Instant at, Problem problem, @Nullable Duration took) {
        return new Attempt(at, null, took, problem, "", null);
    }

    /** Whether it is delivered: any 2xx. */
    public boolean isSuccess() {
        return status != null && status / 100 == 2;
    }

    /** Whether the receiver wants no more of these, ever: 410. */
    public boolean isGone() {
        return status != null && status == GONE;
    }
}
