package dev.darkroom.api.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * What a request was allowed, as its caller is told.
 *
 * @param limit how many at once
 * @param remaining how many more now
 * @param resetSeconds until it is {@code limit} again, rounded up
 * @param retryAfter until one more is allowed, in whole seconds; zero where this one is
 */
public record Allowance(boolean granted, int limit, long remaining, long resetSeconds, Duration retryAfter) {

    /** What a bucket has said of one token. */
    static Allowance of(int limit, ConsumptionProbe probe) {
        return new Allowance(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                secondsUp(probe.getNanosToWaitForReset()),
                Duration.ofSeconds(secondsUp(probe.getNanosToWaitForRefill())));
    }

    static long secondsUp(long nanos) {
        return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
    }
}
