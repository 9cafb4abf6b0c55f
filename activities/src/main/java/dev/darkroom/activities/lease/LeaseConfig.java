package dev.darkroom.activities.lease;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How much an installation lets run. What a tenant may is said by its tier.
 *
 * @param providerJobsMax jobs of all tenants at each provider; 0 for as many as there are
 */
@Introspected
@ConfigurationProperties("darkroom.worker")
public record LeaseConfig(
        @Setting("Jobs that may be at each provider at once, over all workers, 0 (no limit) to 100000")
        @Bindable(defaultValue = "0")
        int providerJobsMax) {

    public LeaseConfig {
        Bounds.within("DARKROOM_WORKER_PROVIDER_JOBS_MAX", providerJobsMax, 0, 100_000);
    }

    /** The limit as a number to compare with. */
    int leasesOfProvider() {
        return providerJobsMax == 0 ? Integer.MAX_VALUE : providerJobsMax;
    }
}
