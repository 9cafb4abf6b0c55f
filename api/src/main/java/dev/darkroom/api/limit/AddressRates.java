package dev.darkroom.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** How often an address may come without a good key, in this process. A whole IPv6 network of 64 bits counts as one. */
@Singleton
public final class AddressRates {

    private static final Duration FILLED = Duration.ofMinutes(1);
    private static final int ADDRESSES_MAX = 100_000;
    private static final int IPV6_NETWORK_BITS = 64;

    private final RateConfig config;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    @Inject
    AddressRates(RateConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    AddressRates(RateConfig config, TimeMeter clock) {
        this.config = config;
        this.clock = clock;
        buckets = Caffeine.newBuilder()
                .ticker(clock::currentTimeNanos)
                .expireAfterAccess(FILLED)
                .maximumSize(ADDRESSES_MAX)
                .build();
    }

    /** Takes one token. What it returns is how long to wait where there is none, in whole seconds. */
    public Optional<Duration> take(String address) {
        ConsumptionProbe probe = bucket(address).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(pause(probe.getNanosToWaitForRefill()));
    }

    /** The same without taking the token. */
    public Optional<Duration> look(String address) {
        Bucket bucket = buckets.getIfPresent(network(address));
        return bucket == null || bucket.getAvailableTokens() > 0
                ? Optional.empty()
                : Optional.of(pause(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }

    private static Duration pause(long nanos) {
        return Duration.ofSeconds(Math.max(1, Allowance.secondsUp(nanos)));
    }

    private Bucket bucket(String address) {
        int most = config.refusalsPerMinute();
        return buckets.get(
                network(address),
                absent -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, FILLED))
                        .withCustomTimePrecision(clock)
                        .build());
    }

    private static String network(String address) {
        IPAddress parsed = new IPAddressString(address).getAddress();
        return parsed != null && parsed.isIPv6()
                ? parsed.toPrefixBlock(IPV6_NETWORK_BITS).toCanonicalString()
                : address;
    }
}
