package dev.darkroom.activities.ledger;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of the database, in milliseconds, which all processes share: what is decided by the age of a row is decided
 * the same way wherever it is decided, whatever the clock of that machine says and however it jumps. It is asked for once
 * a minute at most, behind the callers' backs; between two answers time goes on by the monotonic clock.
 *
 * <p>Ask for it by this type: the framework has an {@link InstantSource} of its own, which is the machine's.
 *
 * <p>Only until the database has answered for the first time it is the machine's own.
 */
@Singleton
public final class DatabaseClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final ClockRepository repository;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable Reading latest;

    DatabaseClock(Transactions transactions, ClockRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /**
     * What the database said.
     *
     * @param nanos the monotonic clock at that time
     */
    private record Reading(Instant instant, long nanos) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }

        Instant now() {
            return instant.plus(age());
        }
    }

    /** The time now. It never fails and, but for the first time, waits for nothing. */
    @Override
    public Instant instant() {
        Reading reading = latest;
        if (reading == null) {
            ask();
            reading = latest;
        } else if (reading.age().compareTo(FRESH) > 0 && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("database-clock").start(this::askAgain);
        }
        return (reading == null ? Instant.now() : reading.now()).truncatedTo(ChronoUnit.MILLIS);
    }

    private void askAgain() {
        try {
            ask();
        } finally {
            asking.set(false);
        }
    }

    private void ask() {
        try {
            Instant now = transactions.read(repository::now);
            latest = new Reading(now, System.nanoTime());
        } catch (RuntimeException e) {
            LOG.warn("the database does not tell the time: {}", e.getClass());
        }
    }
}
