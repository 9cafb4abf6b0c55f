package dev.darkroom.api.core;

import dev.darkroom.activities.job.JobEventRow;
import dev.darkroom.activities.job.JobPulse;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one watcher of a process: it sees jobs move, for all who wait for them. However many they are, a round is one
 * statement, and one more where jobs have moved; a round of two is followed by a longer pause, so that there are never
 * more than four in a second. Who watches holds no thread.
 */
@Singleton
final class JobWatch {

    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
    private static final Duration PER_STATEMENT = Duration.ofMillis(250);

    private final Jobs jobs;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-watch").factory());
    private final ScheduledFuture<?> ticks;
    private int rest;

    JobWatch(Jobs jobs) {
        this.jobs = jobs;
        ticks = clock.scheduleWithFixedDelay(this::tick, 0, PER_STATEMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Somebody who wants to know of a job. Its methods are called by the watch's one thread, and must not block. */
    interface Watcher {

        JobId job();

        /** The seq of the newest event it knows; {@link Integer#MAX_VALUE} where it wants none. */
        int seq();

        /**
         * What a round saw.
         *
         * @param pulse null where the database did not answer
         * @param news events of the job since an earlier one than {@link #seq()}, or that one; none of a terminal job
         */
        void look(@Nullable JobPulse pulse, List<TimelineEntry> news);

        /** It has thrown, and is not looked for any more. */
        void broken(RuntimeException mistake);
    }

    /** What one round saw. */
    private record Sight(Map<String, JobPulse> pulses, Map<String, List<TimelineEntry>> news, int statements) {}

    void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Whether it was there. */
    boolean remove(Watcher watcher) {
        return watchers.remove(watcher);
    }

    @PreDestroy
    void close() {
        ticks.cancel(true);
        clock.shutdown();
    }

    /** A mistake in one round must not make it the last one. */
    private void tick() {
        if (rest > 0) {
            rest--;
            return;
        }
        try {
            rest = round() - 1;
        } catch (RuntimeException e) {
            LOG.error("a look at the jobs that are watched failed: {}", e.getClass());
        }
    }

    private int round() {
        List<Watcher> now = List.copyOf(watchers);
        if (now.isEmpty()) {
            return 0;
        }
        Sight sight = sight(now);
        now.forEach(watcher -> show(watcher, sight));
        return sight.statements();
    }

    /** A database that does not answer is asked again a moment later. */
    private Sight sight(List<Watcher> now) {
        try {
            Map<String, JobPulse> pulses =
                    jobs.pulses(ids(now)).stream().collect(Collectors.toMap(JobPulse::id, pulse -> pulse));
            List<Watcher> behind = now.stream()
                    .filter(watcher ->
                            isBehind(watcher, pulses.get(watcher.job().text())))
                    .toList();
            return behind.isEmpty() ? new Sight(pulses, Map.of(), 1) : new Sight(pulses, news(behind), 2);
        } catch (DatabaseException e) {
            return new Sight(Map.of(), Map.of(), 2);
        }
    }

    private static boolean isBehind(Watcher watcher, @Nullable JobPulse pulse) {
        return pulse != null
                && pulse.eventSeq() > watcher.seq()
                && !pulse.state().isTerminal();
    }

    private Map<String, List<TimelineEntry>> news(List<Watcher> behind) {
        int oldest = behind.stream().mapToInt(Watcher::seq).min().orElse(0);
        return jobs.events(ids(behind), oldest).stream()
                .collect(Collectors.groupingBy(
                        JobEventRow::jobId, Collectors.mapping(TimelineEntry::of, Collectors.toList())));
    }

    private static List<String> ids(List<Watcher> watchers) {
        Stream<String> ids = watchers.stream().map(watcher -> watcher.job().text());
        return ids.distinct().toList();
    }

    private void show(Watcher watcher, Sight sight) {
        String job = watcher.job().text();
        try {
            watcher.look(sight.pulses().get(job), sight.news().getOrDefault(job, List.of()));
        } catch (RuntimeException e) {
            watchers.remove(watcher);
            watcher.broken(e);
        }
    }
}
