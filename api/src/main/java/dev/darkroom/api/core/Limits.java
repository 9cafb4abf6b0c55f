package dev.darkroom.api.core;

import org.jspecify.annotations.Nullable;

/**
 * What the tier of a tenant allows.
 *
 * @param tier its name
 * @param runningMax jobs that run at providers at once; what comes beyond waits
 * @param depthMax jobs that may wait; what comes beyond is refused
 * @param dailyImages images that may be asked for in a day, UTC; null for no cap
 * @param postBurst POSTs at once, per key and process
 * @param postPerSecond POSTs from then on
 * @param getBurst reads at once, per key and process
 * @param getPerSecond reads from then on
 */
public record Limits(
        String tier,
        int runningMax,
        int depthMax,
        @Nullable Integer dailyImages,
        int postBurst,
        int postPerSecond,
        int getBurst,
        int getPerSecond) {}
