package dev.darkroom.api.core;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How callers may follow jobs.
 *
 * @param max how many event streams one process has open at once
 * @param perTenant how many of them one tenant has
 * @param commentEvery how long a stream is silent before a comment keeps its connection alive
 */
@Introspected
@ConfigurationProperties("darkroom.streams")
public record StreamsConfig(
        @Setting("Event streams open at once in one process, 1 to 10000") @Bindable(defaultValue = "4000")
        int max,

        @Setting("Event streams of one tenant open at once in one process, 1 to 10000") @Bindable(defaultValue = "2000")
        int perTenant,

        @Setting("How long an event stream is silent before a comment keeps it alive, 1s to 60s")
        @Bindable(defaultValue = "15s")
        Duration commentEvery) {

    public StreamsConfig {
        Bounds.within("DARKROOM_STREAMS_MAX", max, 1, 10_000);
        Bounds.within("DARKROOM_STREAMS_PER_TENANT", perTenant, 1, 10_000);
        Bounds.within("DARKROOM_STREAMS_COMMENT_EVERY", commentEvery, Duration.ofSeconds(1), Duration.ofSeconds(60));
    }
}
