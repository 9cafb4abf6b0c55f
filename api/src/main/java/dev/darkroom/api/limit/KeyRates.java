package dev.darkroom.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Limits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often each key may ask, in this process: a bucket for what changes something and one for what reads. One that was
 * not used for as long as it takes to fill is full, and forgotten.
 */
@Singleton
public final class KeyRates {

    private final TimeMeter clock;
    private final Cache<Meter, Bucket> buckets;

    /** A bucket's key and size. With another size it is another bucket, so that a change of the tier counts at once. */
    private record Meter(String keyId, boolean reads, int burst, int perSecond) {

        static Meter of(Caller caller, boolean reads) {
            Limits limits = caller.limits();
            return reads
                    ? new Meter(caller.keyId(), true, limits.getBurst(), limits.getPerSecond())
                    : new Meter(caller.keyId(), false, limits.postBurst(), limits.postPerSecond());
        }

        Bucket bucket(TimeMeter clock) {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .withCustomTimePrecision(clock)
                    .build();
        }

        Duration untilFull() {
            return Duration.ofSeconds(Math.ceilDiv(burst, perSecond));
        }
    }

    @Inject
    KeyRates() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    KeyRates(TimeMeter clock) {
        this.clock = clock;
        buckets = Caffeine.newBuilder()
                .ticker(clock::currentTimeNanos)
                .expireAfter(Expiry.<Meter, Bucket>accessing((meter, bucket) -> meter.untilFull()))
                .build();
    }

    /**
     * Takes one token.
     *
     * @param reads whether the request only reads
     */
    public Allowance take(Caller caller, boolean reads) {
        Meter meter = Meter.of(caller, reads);
        Bucket bucket = buckets.get(meter, absent -> absent.bucket(clock));
        return Allowance.of(meter.burst(), bucket.tryConsumeAndReturnRemaining(1));
    }

    /** How many buckets are remembered. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
