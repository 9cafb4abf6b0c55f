package dev.darkroom.api.core;

import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.domain.job.JobId;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets callers wait for the ends of their jobs. However many wait, one statement each quarter of a second asks for all of
 * them, and none holds a thread. Nothing of a job depends on whether anybody waits.
 */
@Singleton
public final class Waits {

    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Jobs jobs;
    private final Generations generations;
    private final WaitsConfig config;
    private final ExecutorService readers;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("waits").factory());
    private final ScheduledFuture<?> looks;

    Waits(
            Jobs jobs,
            Generations generations,
            WaitsConfig config,
            @Named(TaskExecutors.BLOCKING) ExecutorService readers) {
        this.jobs = jobs;
        this.generations = generations;
        this.config = config;
        this.readers = readers;
        looks = clock.scheduleWithFixedDelay(this::lookAgain, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Waiter(Caller caller, JobId job, long deadline, CompletableFuture<Optional<JobView>> end) {

        /** Every waiter is one of its own, also two for the same job. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        boolean isLate() {
            return System.nanoTime() - deadline >= 0;
        }
    }

    /** How long a call may wait. */
    public Duration limit() {
        return config.limit();
    }

    /**
     * Answers a call once its job has ended, or its time is over.
     *
     * @param most how long to wait
     * @param answer what is said of the ended job; of nothing where the time is over first, or where too many wait already
     * @return fails with a {@link WaitFailedException} alone, whatever is wrong with the job's row or with the answer
     */
    public <T> CompletableFuture<T> await(
            Caller caller, JobView job, Duration most, Function<Optional<JobView>, T> answer) {
        Waiter waiter = new Waiter(caller, job.id(), System.nanoTime() + most.toNanos(), new CompletableFuture<>());
        CompletableFuture<T> answered = waiter.end().thenApply(answer).exceptionally(failed -> {
            throw new WaitFailedException(job.id(), failed instanceof CompletionException ? failed.getCause() : failed);
        });
        if (job.state().isTerminal()) {
            readers.execute(() -> finish(waiter));
        } else if (waiters.size() >= config.callsMax()) {
            waiter.end().complete(Optional.empty());
        } else {
            waiters.add(waiter);
        }
        return answered;
    }

    /** How many wait. */
    int count() {
        return waiters.size();
    }

    @PreDestroy
    void close() {
        looks.cancel(true);
        clock.shutdown();
        waiters.forEach(waiter -> waiter.end().complete(Optional.empty()));
    }

    /** A mistake in one look must not be the last look. */
    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("a look at the jobs that are waited for failed: {}", e.getClass());
        }
    }

    private void look() {
        if (waiters.isEmpty()) {
            return;
        }
        List<Waiter> now = List.copyOf(waiters);
        Set<String> ended = ended(now);
        for (Waiter waiter : now) {
            if (ended.contains(waiter.job().text())) {
                waiters.remove(waiter);
                readers.execute(() -> finish(waiter));
            } else if (waiter.isLate()) {
                waiters.remove(waiter);
                waiter.end().complete(Optional.empty());
            }
        }
    }

    /** A database that does not answer is asked again a moment later. */
    private Set<String> ended(List<Waiter> now) {
        try {
            return jobs.ended(
                    now.stream().map(waiter -> waiter.job().text()).distinct().toList());
        } catch (DatabaseException e) {
            return Set.of();
        }
    }

    private void finish(Waiter waiter) {
        try {
            waiter.end().complete(generations.find(waiter.caller(), waiter.job()));
        } catch (DatabaseException e) {
            if (waiter.isLate()) {
                waiter.end().complete(Optional.empty());
            } else {
                waiters.add(waiter);
            }
        } catch (RuntimeException e) {
            // A mistake of ours is told to the caller, who would wait for nothing.
            waiter.end().completeExceptionally(e);
        }
    }
}
