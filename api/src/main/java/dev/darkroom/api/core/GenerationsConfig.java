package dev.darkroom.api.core;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How much may wait, and for how long.
 *
 * @param depthPerTenant jobs of one tenant that wait for a provider, whatever its tier allows
 * @param depth jobs of all tenants that wait for a provider, roughly
 * @param expiresAfter not started by then is canceled and refunded, unless the request says a shorter time
 * @param startsAtOnce workflows that one process starts at the same time; what comes beyond is left to the sweep
 */
@Introspected
@ConfigurationProperties("darkroom.queue")
public record GenerationsConfig(
        @Setting("Jobs of one tenant that may wait for a provider, whatever its tier allows, 1 to 1000000")
        @Bindable(defaultValue = "2000")
        int depthPerTenant,

        @Setting("Jobs of all tenants that may wait for a provider, 1 to 10000000") @Bindable(defaultValue = "10000")
        int depth,

        @Setting("After how long a job that was not started is canceled and refunded, 1m to 30d")
        @Bindable(defaultValue = "24h")
        Duration expiresAfter,

        @Setting("Workflows that one process starts at the same time, 1 to 1000") @Bindable(defaultValue = "64")
        int startsAtOnce) {

    public GenerationsConfig {
        Bounds.within("DARKROOM_QUEUE_DEPTH_PER_TENANT", depthPerTenant, 1, 1_000_000);
        Bounds.within("DARKROOM_QUEUE_DEPTH", depth, 1, 10_000_000);
        Bounds.within("DARKROOM_QUEUE_EXPIRES_AFTER", expiresAfter, Duration.ofMinutes(1), Duration.ofDays(30));
        Bounds.within("DARKROOM_QUEUE_STARTS_AT_ONCE", startsAtOnce, 1, 1000);
    }
}
