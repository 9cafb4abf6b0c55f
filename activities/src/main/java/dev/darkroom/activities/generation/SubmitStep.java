package dev.darkroom.activities.generation;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ProviderActivities.NotAccepted;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitFailed;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitReply;
import dev.darkroom.workflows.contract.ProviderActivities.Submitted;
import dev.darkroom.workflows.contract.ProviderActivities.Withdrawn;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands a job to a provider, at most once. Before the provider is asked, the intent is written; whoever finds an intent
 * without a ticket looks the work up and never sends it again.
 */
@Singleton
public final class SubmitStep {

    private static final Duration KEEP_TICKET_MAX = Duration.ofSeconds(20);
    private static final Duration KEEP_TICKET_PAUSE = Duration.ofMillis(500);

    private final Jobs jobs;
    private final Submissions submissions;
    private final ProviderCatalog providers;

    SubmitStep(Jobs jobs, Submissions submissions, ProviderCatalog providers) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.providers = providers;
    }

    /**
     * Submits by one route.
     *
     * @param index which of the job's routes
     * @throws DatabaseException where the row could not be read or the intent not be written; to be tried again
     */
    public SubmitReply run(JobId job, int index, Pulse pulse) {
        Optional<JobRow> found = jobs.find(job);
        if (found.isEmpty()) {
            return new AlreadyEnded(null);
        }
        JobRow row = found.get();
        return switch (row.state()) {
            case PENDING, SUCCEEDED, FAILED, CANCELED -> new AlreadyEnded(row.state());
            case QUEUED -> intend(row, index, pulse);
            case RUNNING -> goOn(row, index, pulse);
        };
    }

    private SubmitReply intend(JobRow row, int index, Pulse pulse) {
        Route route = row.request().routeList().get(index);
        if (submissions.intend(row.jobId(), index, route, pulse.attempt())) {
            return submit(jobs.find(row.jobId()).orElseThrow(), index, pulse);
        }
        JobRow now = jobs.find(row.jobId()).orElse(row);
        return switch (now.state()) {
            case PENDING, SUCCEEDED, FAILED, CANCELED -> new AlreadyEnded(now.state());
            case QUEUED -> new Withdrawn(now.cancelRequested() ? FailureKind.CANCELED : FailureKind.EXPIRED);
            case RUNNING -> goOn(now, index, pulse);
        };
    }

    /** Somebody wrote an intent: an earlier attempt, an earlier run, or this run for the route before. */
    private SubmitReply goOn(JobRow row, int index, Pulse pulse) {
        Optional<ProviderTicket> known = ticket(row).or(pulse::reported);
        if (known.isPresent()) {
            return keep(row.jobId(), known.get(), pulse);
        }
        Integer intended = row.work().route();
        if (intended == null) {
            return new SubmitFailed(FailureKind.OUTCOME_UNKNOWN);
        }
        if (intended > index) {
            return new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
        }
        if (intended < index) {
            Route route = row.request().routeList().get(index);
            boolean ours = submissions.intend(row.jobId(), index, route, pulse.attempt());
            JobRow now = jobs.find(row.jobId()).orElseThrow();
            return ours ? submit(now, index, pulse) : new AlreadyEnded(now.state());
        }
        return lookUp(row, index, pulse);
    }

    private SubmitReply submit(JobRow row, int index, Pulse pulse) {
        ProviderJob work = ProviderJobs.of(row, index);
        return switch (Beats.during(pulse, () -> provider(row, index).submit(work))) {
            case ImageProvider.Accepted(ProviderTicket ticket) -> keep(row.jobId(), ticket, pulse);
            case ImageProvider.NotAccepted(FailureKind kind) -> new NotAccepted(kind);
            case ImageProvider.Refused(FailureKind kind) -> new SubmitFailed(kind);
            case ImageProvider.Unknown _ -> lookUp(row, index, pulse);
        };
    }

    private SubmitReply lookUp(JobRow row, int index, Pulse pulse) {
        ProviderJob work = ProviderJobs.of(row, index);
        return switch (Beats.during(pulse, () -> provider(row, index).find(work))) {
            case ImageProvider.Found(ProviderTicket ticket) -> keep(row.jobId(), ticket, pulse);
            case ImageProvider.Unknown _ -> new SubmitFailed(FailureKind.OUTCOME_UNKNOWN);
        };
    }

    /**
     * Writes the ticket down, also where this attempt is no longer wanted. Where the database is away for long, the
     * workflow's history keeps it all the same.
     */
    private SubmitReply keep(JobId job, ProviderTicket ticket, Pulse pulse) {
        pulse.report(ticket);
        long deadline = System.nanoTime() + KEEP_TICKET_MAX.toNanos();
        while (true) {
            try {
                submissions.accepted(job, ticket, pulse.attempt());
                return new Submitted(ticket);
            } catch (DatabaseException e) {
                if (System.nanoTime() > deadline) {
                    return new Submitted(ticket);
                }
                LockSupport.parkNanos(KEEP_TICKET_PAUSE.toNanos());
                pulse.report(ticket);
            }
        }
    }

    private ImageProvider provider(JobRow row, int index) {
        return providers.get(row.request().routeList().get(index).provider());
    }

    private static Optional<ProviderTicket> ticket(JobRow row) {
        String provider = row.work().provider();
        String reference = row.work().ticket();
        return provider == null || reference == null
                ? Optional.empty()
                : Optional.of(new ProviderTicket(new ProviderId(provider), reference));
    }
}
