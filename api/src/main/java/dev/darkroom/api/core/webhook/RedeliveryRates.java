package dev.darkroom.api.core.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.darkroom.activities.webhook.delivery.WebhookConfig;
import dev.darkroom.workflows.domain.job.TenantId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How many deliveries each tenant may have sent again, or for a test, in a minute, in this process. */
@Singleton
final class RedeliveryRates {

    private static final Duration FILLED = Duration.ofMinutes(1);
    private static final int TENANTS_MAX = 100_000;

    private final int perMinute;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    @Inject
    RedeliveryRates(WebhookConfig config) {
        this(config.redeliveriesPerMinute(), TimeMeter.SYSTEM_NANOTIME);
    }

    RedeliveryRates(int perMinute, TimeMeter clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        buckets = Caffeine.newBuilder()
                .ticker(clock::currentTimeNanos)
                .expireAfterAccess(FILLED)
                .maximumSize(TENANTS_MAX)
                .build();
    }

    /**
     * Takes what there is.
     *
     * @return from 0 to {@code most}
     */
    int take(TenantId tenant, int most) {
        return Math.toIntExact(bucket(tenant).tryConsumeAsMuchAsPossible(most));
    }

    /** Gives back what was not used. */
    void giveBack(TenantId tenant, int count) {
        if (count > 0) {
            bucket(tenant).addTokens(count);
        }
    }

    /** How long until there is one again, in whole seconds. */
    Duration pause(TenantId tenant) {
        Duration exact =
                Duration.ofNanos(bucket(tenant).estimateAbilityToConsume(1).getNanosToWaitForRefill());
        return Duration.ofSeconds(Math.max(1, exact.plusNanos(999_999_999).toSeconds()));
    }

    private Bucket bucket(TenantId tenant) {
        return buckets.get(
                tenant.text(),
                absent -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, FILLED))
                        .withCustomTimePrecision(clock)
                        .build());
    }
}
