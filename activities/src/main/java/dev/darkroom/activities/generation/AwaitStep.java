package dev.darkroom.activities.generation;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ProviderActivities.AwaitReply;
import dev.darkroom.workflows.contract.ProviderActivities.Generated;
import dev.darkroom.workflows.contract.ProviderActivities.GenerationFailed;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits at the provider, and writes how far it is. */
@Singleton
public final class AwaitStep {

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Submissions submissions;
    private final ProviderCatalog providers;
    private final ProviderJobs providerJobs;

    AwaitStep(Jobs jobs, Submissions submissions, ProviderCatalog providers, ProviderJobs providerJobs) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.providers = providers;
        this.providerJobs = providerJobs;
    }

    /**
     * Polls until the provider has finished or its time is over.
     *
     * @param limit how long the job may take at its provider, counted from the intent to submit
     * @throws DatabaseException where the row could not be read; to be tried again
     */
    public AwaitReply run(JobId job, ProviderTicket ticket, Duration limit, Pulse pulse) {
        Optional<JobRow> row = jobs.find(job);
        if (row.isEmpty() || row.get().state() != JobState.RUNNING) {
            return new AlreadyEnded(row.map(JobRow::state).orElse(null));
        }
        ImageProvider provider = providers.get(ticket.provider());
        ProviderJob work = providerJobs.of(row.get());
        Instant deadline = work.intendedAt().plus(limit);
        Progress progress = new Progress(job, row.get().work().progress());
        while (true) {
            switch (Beats.during(pulse, () -> provider.poll(work, ticket))) {
                case ImageProvider.Done _ -> {
                    return new Generated();
                }
                case ImageProvider.Failed(FailureKind kind) -> {
                    return new GenerationFailed(kind);
                }
                case ImageProvider.Working(int percent, Duration again, int _) -> {
                    if (!progress.write(percent)) {
                        return new AlreadyEnded(
                                jobs.find(job).map(JobRow::state).orElse(null));
                    }
                    if (Instant.now().isAfter(deadline)) {
                        provider.cancel(work, ticket);
                        return new GenerationFailed(FailureKind.PROVIDER_TIMEOUT);
                    }
                    Pauses.sleep(again, pulse);
                }
            }
        }
    }

    /** Writes progress where it changed, but not more often than every two seconds. */
    private final class Progress {

        private final JobId job;
        private int written;
        private long writtenAt = System.nanoTime();

        Progress(JobId job, int written) {
            this.job = job;
            this.written = written;
        }

        /** Whether the job still runs, as far as is known. Progress that cannot be written now is written later. */
        boolean write(int percent) {
            if (percent <= written || System.nanoTime() - writtenAt < PROGRESS_EVERY.toNanos()) {
                return true;
            }
            writtenAt = System.nanoTime();
            try {
                boolean running = submissions.progress(job, percent);
                written = percent;
                return running;
            } catch (DatabaseException e) {
                return true;
            }
        }
    }
}
