package dev.darkroom.api.limit;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How often somebody without a good key is listened to. What a key may do is in its tenant's tier.
 *
 * @param refusalsPerMinute answers 401 to one address in a minute
 */
@Introspected
@ConfigurationProperties("darkroom.rate")
public record RateConfig(
        @Setting("How many requests of one address are answered 401 in a minute before it is 429, 1 to 100000")
        @Bindable(defaultValue = "300")
        int refusalsPerMinute) {

    public RateConfig {
        Bounds.within("DARKROOM_RATE_REFUSALS_PER_MINUTE", refusalsPerMinute, 1, 100_000);
    }
}
