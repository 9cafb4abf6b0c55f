package dev.darkroom.api.core;

import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How many jobs of all tenants wait, roughly: counted at most once a second, and only while there are requests. */
@Singleton
final class Backlog {

    private static final Duration FRESH = Duration.ofSeconds(1);

    /** When a caller who was refused for it may ask again. */
    static final Duration RETRY = Duration.ofSeconds(10);

    private final GenerationsConfig config;
    private final Jobs jobs;
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - FRESH.toNanos());
    private volatile int waiting;

    Backlog(GenerationsConfig config, Jobs jobs) {
        this.config = config;
        this.jobs = jobs;
    }

    /** Whether as many waited a second ago as may. */
    boolean isFull() {
        return waiting() >= config.depth();
    }

    private int waiting() {
        long last = countedAt.get();
        long now = System.nanoTime();
        if (now - last >= FRESH.toNanos() && countedAt.compareAndSet(last, now)) {
            try {
                waiting = jobs.countWaiting(config.depth());
            } catch (DatabaseException e) {
                // What was counted before is good enough; whether the database is there is found out by the insert.
                return waiting;
            }
        }
        return waiting;
    }
}
