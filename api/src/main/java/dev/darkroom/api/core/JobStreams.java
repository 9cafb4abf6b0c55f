package dev.darkroom.api.core;

import dev.darkroom.activities.job.JobEventRow;
import dev.darkroom.activities.job.JobPulse;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets callers follow their jobs: what has happened, what happens, and the end. Nobody who follows holds a thread, and
 * nothing of a job depends on whether anybody does.
 */
@Singleton
public final class JobStreams {

    private static final Logger LOG = LoggerFactory.getLogger(JobStreams.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Jobs jobs;
    private final Generations generations;
    private final JobWatch watch;
    private final StreamsConfig config;
    private final ExecutorService readers;
    private final Set<Following> open = ConcurrentHashMap.newKeySet();
    private final Map<TenantId, Integer> openOfTenant = new ConcurrentHashMap<>();

    JobStreams(
            Jobs jobs,
            Generations generations,
            JobWatch watch,
            StreamsConfig config,
            @Named(TaskExecutors.BLOCKING) ExecutorService readers) {
        this.jobs = jobs;
        this.generations = generations;
        this.watch = watch;
        this.config = config;
        this.readers = readers;
    }

    /** Somebody who follows a job. Its methods are called by one thread at a time, and must not block. */
    public interface Follower {

        /** Something has happened: each time once, in the order of the log. */
        void moved(TimelineEntry entry);

        /** The provider is further than before. */
        void progressed(int percent);

        /** The job has ended: all that has happened was told, and nothing more is. */
        void ended(JobView job);

        /** Nothing is new. It is called a few times a second. */
        void still();

        /** Nothing more is told, although the job goes on: this process stops, or has made a mistake. */
        void abandoned();
    }

    /** What became of the wish to follow a job. */
    public sealed interface Reply {
        /**
         * It is followed.
         *
         * @param stop is to be called when nobody follows any more; it may be called at any time, and twice
         */
        record Followed(Runnable stop) implements Reply {}

        record Refused(ApiFailure failure) implements Reply {}
    }

    /** How long a follower may be told nothing before it has to show its client that it lives. */
    public Duration commentEvery() {
        return config.commentEvery();
    }

    /**
     * Tells a follower what has happened to a job, at once, and from then on what happens.
     *
     * @param job as the caller has just read it
     * @param after only what happened after the event of that seq; 0 for all
     * @throws DatabaseException where the database does not answer; nothing is followed
     */
    public Reply follow(Caller caller, JobView job, int after, Follower follower) {
        Following following = new Following(caller, job, after, follower);
        Optional<ApiFailure> objection = admit(following);
        if (objection.isPresent()) {
            return new Reply.Refused(objection.get());
        }
        try {
            following.begin(job);
        } catch (RuntimeException e) {
            following.stop();
            throw e;
        }
        return new Reply.Followed(following::stop);
    }

    private Optional<ApiFailure> admit(Following following) {
        if (open.size() >= config.max()) {
            return Optional.of(new ApiFailure.Unavailable(RETRY_AFTER));
        }
        TenantId tenant = following.caller.tenant();
        if (openOfTenant.merge(tenant, 1, Integer::sum) > config.perTenant()) {
            leave(tenant);
            return Optional.of(new ApiFailure.RateLimited(RETRY_AFTER));
        }
        open.add(following);
        return Optional.empty();
    }

    private void leave(TenantId tenant) {
        openOfTenant.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
    }

    /** How many jobs are followed, each as often as it is. */
    int count() {
        return open.size();
    }

    @PreDestroy
    void close() {
        List.copyOf(open).forEach(Following::abandon);
    }

    /** One follower of one job. */
    private final class Following implements JobWatch.Watcher {

        private final Caller caller;
        private final JobId job;
        private final Follower follower;
        private volatile int seq;
        private int progress;

        Following(Caller caller, JobView job, int after, Follower follower) {
            this.caller = caller;
            this.job = job.id();
            this.follower = follower;
            seq = after;
        }

        void begin(JobView now) {
            tell(events());
            if (now.state().isTerminal()) {
                end(now);
            } else {
                tell(now.progress());
                watch.add(this);
            }
        }

        @Override
        public JobId job() {
            return job;
        }

        @Override
        public int seq() {
            return seq;
        }

        @Override
        public void look(@Nullable JobPulse pulse, List<TimelineEntry> news) {
            if (pulse != null && pulse.state().isTerminal()) {
                if (watch.remove(this)) {
                    readers.execute(this::finish);
                }
                return;
            }
            tell(news);
            if (pulse != null) {
                tell(pulse.progress());
            }
            follower.still();
        }

        /** A database that does not answer is asked again a moment later. */
        private void finish() {
            try {
                Optional<JobView> ended = generations.findTask(caller, job);
                tell(events());
                ended.ifPresentOrElse(this::end, this::abandon);
            } catch (DatabaseException e) {
                watch.add(this);
                if (!open.contains(this)) {
                    watch.remove(this);
                }
            } catch (RuntimeException e) {
                broken(e);
            }
        }

        private List<TimelineEntry> events() {
            List<JobEventRow> rows = jobs.events(List.of(job.text()), seq);
            return rows.stream().map(TimelineEntry::of).toList();
        }

        private void tell(List<TimelineEntry> news) {
            for (TimelineEntry entry : news) {
                if (entry.seq() > seq) {
                    seq = entry.seq();
                    follower.moved(entry);
                }
            }
        }

        private void tell(int percent) {
            if (percent > progress) {
                progress = percent;
                follower.progressed(percent);
            }
        }

        private void end(JobView ended) {
            follower.ended(ended);
            stop();
        }

        private void abandon() {
            stop();
            follower.abandoned();
        }

        @Override
        public void broken(RuntimeException mistake) {
            LOG.error("job {} is not followed any more: {}", job, mistake.getClass());
            abandon();
        }

        void stop() {
            if (open.remove(this)) {
                watch.remove(this);
                leave(caller.tenant());
            }
        }
    }
}
