package dev.darkroom.api.core;

import dev.darkroom.activities.job.Jobs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How many jobs of all tenants wait, roughly: counted at most once a second, and only while there are requests. */
@Singleton
final class Backlog {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Jobs jobs;
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - FRESH.toNanos());
    private volatile int waiting;

    Backlog(Jobs jobs) {
        this.jobs = jobs;
    }

    int waiting() {
        long last = countedAt.get();
        long now = System.nanoTime();
        if (now - last >= FRESH.toNanos() && countedAt.compareAndSet(last, now)) {
            waiting = jobs.countWaiting();
        }
        return waiting;
    }
}
