package dev.darkroom.api.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A clock that a test moves. */
final class ManualClock implements TimeMeter {

    private long nanos;

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
