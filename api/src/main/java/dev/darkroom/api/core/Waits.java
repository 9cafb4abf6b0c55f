package dev.darkroom.api.core;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.job.JobPulse;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets callers wait for the ends of their jobs. None holds a thread, and nothing of a job depends on whether anybody waits. */
@Singleton
public final class Waits {

    private final Generations generations;
    private final JobWatch watch;
    private final WaitsConfig config;
    private final ExecutorService readers;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

    Waits(
            Generations generations,
            JobWatch watch,
            WaitsConfig config,
            @Named(TaskExecutors.BLOCKING) ExecutorService readers) {
        this.generations = generations;
        this.watch = watch;
        this.config = config;
        this.readers = readers;
    }

    /** Somebody who shows a caller that he waits. Its methods are called by one thread at a time, and must not block. */
    public interface Company {

        /**
         * There is an image to see as it looks by now; it is gone when the job has ended.
         *
         * @param number which preview of that image, from 0
         */
        void preview(int number, String blobKey);

        /** Nothing is new. It is called a few times a second. */
        void still();
    }

    /** Of a caller who sees nothing before the end. */
    private static final class Alone implements Company {

        @Override
        public void preview(int number, String blobKey) {}

        @Override
        public void still() {}
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
        return await(caller, job, most, new Alone(), answer);
    }

    /**
     * The same, in company until then.
     *
     * @param company told each preview of the job once, those that there are already too
     */
    public <T> CompletableFuture<T> await(
            Caller caller, JobView job, Duration most, Company company, Function<Optional<JobView>, T> answer) {
        Waiter waiter = new Waiter(caller, job, System.nanoTime() + most.toNanos(), company);
        CompletableFuture<T> answered = waiter.end.thenApply(answer).exceptionally(failed -> {
            throw new WaitFailedException(job.id(), failed instanceof CompletionException ? failed.getCause() : failed);
        });
        if (job.state().isTerminal()) {
            readers.execute(waiter::finish);
        } else if (waiters.size() >= config.callsMax()) {
            waiter.end.complete(Optional.empty());
        } else {
            waiter.begin();
        }
        return answered;
    }

    /** How many wait. */
    int count() {
        return waiters.size();
    }

    @PreDestroy
    void close() {
        List.copyOf(waiters).forEach(Waiter::giveUp);
    }

    /** One call. */
    private final class Waiter implements JobWatch.Watcher {

        private final Caller caller;
        private final JobView job;
        private final long deadline;
        private final Company company;
        private final CompletableFuture<Optional<JobView>> end = new CompletableFuture<>();
        private int previews;

        Waiter(Caller caller, JobView job, long deadline, Company company) {
            this.caller = caller;
            this.job = job;
            this.deadline = deadline;
            this.company = company;
        }

        void begin() {
            waiters.add(this);
            watch.add(this);
        }

        @Override
        public JobId job() {
            return job.id();
        }

        @Override
        public int seq() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void look(@Nullable JobPulse pulse, List<TimelineEntry> news) {
            if (pulse != null && pulse.state().isTerminal()) {
                if (leave()) {
                    readers.execute(this::finish);
                }
            } else if (isLate()) {
                giveUp();
            } else {
                show(pulse == null ? previews : pulse.previews());
                company.still();
            }
        }

        private void show(int stored) {
            for (; previews < stored; previews++) {
                for (int index = 0; index < job.spec().images(); index++) {
                    String key = BlobKeys.preview(
                            caller.tenant(),
                            job.id(),
                            index,
                            previews,
                            job.spec().format());
                    company.preview(previews, key);
                }
            }
        }

        /** A database that does not answer is asked again a moment later. */
        void finish() {
            try {
                end.complete(generations.find(caller, job.id()));
            } catch (DatabaseException e) {
                if (isLate()) {
                    end.complete(Optional.empty());
                } else {
                    begin();
                }
            } catch (RuntimeException e) {
                broken(e);
            }
        }

        /** A mistake of ours is told to the caller, who would wait for nothing. */
        @Override
        public void broken(RuntimeException mistake) {
            waiters.remove(this);
            end.completeExceptionally(mistake);
        }

        void giveUp() {
            if (leave()) {
                end.complete(Optional.empty());
            }
        }

        private boolean leave() {
            watch.remove(this);
            return waiters.remove(this);
        }

        private boolean isLate() {
            return System.nanoTime() - deadline >= 0;
        }
    }
}
