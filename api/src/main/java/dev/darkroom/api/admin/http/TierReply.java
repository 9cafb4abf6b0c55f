package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.tier.Tier;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tier.
 *
 * @param dailyImages null for no cap
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TierReply(
        String name,
        int runningMax,
        int depthMax,
        @Nullable Integer dailyImages,
        int postBurst,
        int postPerSecond,
        int getBurst,
        int getPerSecond) {

    static TierReply of(Tier tier) {
        return new TierReply(
                tier.name(),
                tier.runningMax(),
                tier.depthMax(),
                tier.dailyImages(),
                tier.postBurst(),
                tier.postPerSecond(),
                tier.getBurst(),
                tier.getPerSecond());
    }

    /** All tiers, by name. */
    @Serdeable
    record All(List<TierReply> tiers) {}
}
