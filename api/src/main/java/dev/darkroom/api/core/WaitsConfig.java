package dev.darkroom.api.core;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How callers may wait for a job.
 *
 * @param limit how long a call waits for its job; the job goes on
 * @param callsMax how many calls of one process wait at once; what comes beyond is answered as if its time were over
 */
@Introspected
@ConfigurationProperties("darkroom.waiting")
public record WaitsConfig(
        @Setting("How long a call that waits for its job waits at the most, 1s to 10m") @Bindable(defaultValue = "120s")
        Duration limit,

        @Setting("Calls that wait at once in one process, 1 to 10000") @Bindable(defaultValue = "2000")
        int callsMax) {

    public WaitsConfig {
        Bounds.within("DARKROOM_WAITING_LIMIT", limit, Duration.ofSeconds(1), Duration.ofMinutes(10));
        Bounds.within("DARKROOM_WAITING_CALLS_MAX", callsMax, 1, 10_000);
    }
}
