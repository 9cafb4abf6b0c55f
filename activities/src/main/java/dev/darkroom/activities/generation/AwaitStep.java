package dev.darkroom.activities.generation;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.job.Submissions.Standing;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.activities.webhook.delivery.ProgressTelling;
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
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Jobs jobs;
    private final Submissions submissions;
    private final ProviderCatalog providers;
    private final ProviderJobs providerJobs;
    private final PreviewStep previews;
    private final ProgressTelling tellings;
    private final DatabaseClock clock;

    AwaitStep(
            Jobs jobs,
            Submissions submissions,
            ProviderCatalog providers,
            ProviderJobs providerJobs,
            PreviewStep previews,
            ProgressTelling tellings,
            DatabaseClock clock) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.providers = providers;
        this.providerJobs = providerJobs;
        this.previews = previews;
        this.tellings = tellings;
        this.clock = clock;
    }

    /**
     * Polls until the provider has finished, its time is over, or the job is canceled.
     *
     * @param limit how long the job may take at its provider, counted from the intent to submit
     * @throws DatabaseException where the row could not be read; to be tried again
     */
    public AwaitReply run(JobId job, ProviderTicket ticket, Duration limit, Pulse pulse) {
        Optional<JobRow> row = jobs.find(job);
        if (row.isEmpty() || row.get().state() != JobState.RUNNING) {
            return new AlreadyEnded(row.map(JobRow::state).orElse(null));
        }
        try (ProgressTelling.Teller teller = tellings.of(row.get())) {
            return await(row.get(), ticket, limit, pulse, new Progress(row.get(), teller));
        }
    }

    private AwaitReply await(JobRow row, ProviderTicket ticket, Duration limit, Pulse pulse, Progress progress) {
        ImageProvider provider = providers.get(ticket.provider());
        ProviderJob work = providerJobs.of(row);
        Instant deadline = work.intendedAt().plus(limit);
        PreviewStep.Taking taking = previews.of(row, provider, work, ticket, pulse);
        while (true) {
            switch (Beats.during(pulse, () -> provider.poll(work, ticket))) {
                case ImageProvider.Done _ -> {
                    return new Generated();
                }
                case ImageProvider.Failed(FailureKind kind) -> {
                    return new GenerationFailed(kind);
                }
                case ImageProvider.Working(int percent, Duration again, int ready) -> {
                    Standing standing = progress.write(percent);
                    if (standing == Standing.ENDED) {
                        return new AlreadyEnded(
                                jobs.find(row.jobId()).map(JobRow::state).orElse(null));
                    }
                    boolean late = clock.instant().isAfter(deadline);
                    if (late || standing == Standing.TO_CANCEL) {
                        provider.cancel(work, ticket);
                        return new GenerationFailed(late ? FailureKind.PROVIDER_TIMEOUT : FailureKind.CANCELED);
                    }
                    taking.take(ready);
                    Pauses.sleep(again, pulse);
                }
            }
        }
    }

    /**
     * Writes progress, and tells of it, where it changed, but not more often than every two seconds; and where it does not change, now and
     * then all the same, since whoever writes sees that the job is canceled: of a cancel in the database the workflow may
     * not be told.
     */
    private final class Progress {

        private final JobId job;
        private final ProgressTelling.Teller teller;
        private int written;
        private long writtenAt = System.nanoTime();

        Progress(JobRow row, ProgressTelling.Teller teller) {
            job = row.jobId();
            this.teller = teller;
            written = row.work().progress();
            if (row.cancelRequested()) {
                writtenAt -= LOOK_EVERY.toNanos();
            }
        }

        /** How the job stands, as far as is known. Progress that cannot be written now is written later. */
        Standing write(int percent) {
            Duration every = percent > written ? PROGRESS_EVERY : LOOK_EVERY;
            if (System.nanoTime() - writtenAt < every.toNanos()) {
                return Standing.GOES_ON;
            }
            writtenAt = System.nanoTime();
            try {
                Standing standing = submissions.progress(job, percent);
                if (standing == Standing.GOES_ON && percent > written) {
                    teller.tell(percent);
                }
                written = Math.max(written, percent);
                return standing;
            } catch (DatabaseException e) {
                return Standing.GOES_ON;
            }
        }
    }
}
