package dev.darkroom.activities.generation;

import dev.darkroom.activities.generation.SubmitStep.Outcome.Answered;
import dev.darkroom.activities.generation.SubmitStep.Outcome.Waiting;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.job.Submissions.Intent;
import dev.darkroom.activities.lease.Leases;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.DuplicateKeyException;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a job to a provider, at most once. Before the provider is asked, the intent is written; whoever finds an intent
 * without a ticket looks the work up and never sends it again.
 */
@Singleton
public final class SubmitStep {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitStep.class);
    private static final Duration KEEP_TICKET_MAX = Duration.ofSeconds(20);
    private static final Duration KEEP_TICKET_PAUSE = Duration.ofMillis(500);

    private final Jobs jobs;
    private final Submissions submissions;
    private final Leases leases;
    private final ProviderCatalog providers;
    private final ProviderJobs providerJobs;

    SubmitStep(
            Jobs jobs, Submissions submissions, Leases leases, ProviderCatalog providers, ProviderJobs providerJobs) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.leases = leases;
        this.providers = providers;
        this.providerJobs = providerJobs;
    }

    /** What an attempt came to. */
    public sealed interface Outcome {
        /** There is an answer for the workflow. */
        record Answered(SubmitReply reply) implements Outcome {}

        /** As many jobs run as may. Nothing was submitted; another attempt is to be made. */
        record Waiting(Duration pause) implements Outcome {}
    }

    /**
     * Submits by one route.
     *
     * @param index which of the job's routes
     * @throws DatabaseException where the row could not be read or the intent not be written; to be tried again
     */
    public Outcome run(JobId job, int index, Pulse pulse) {
        Optional<JobRow> found = jobs.find(job);
        if (found.isEmpty()) {
            return new Answered(new AlreadyEnded(null));
        }
        JobRow row = found.get();
        return switch (row.state()) {
            case PENDING, SUCCEEDED, FAILED, CANCELED -> new Answered(new AlreadyEnded(row.state()));
            case QUEUED -> intend(row, index, pulse);
            case RUNNING ->
                isForNextRoute(row, index, pulse) ? intend(row, index, pulse) : new Answered(goOn(row, index, pulse));
        };
    }

    /** Whether the route before did not accept the job, so that this one's intent may follow. */
    private static boolean isForNextRoute(JobRow row, int index, Pulse pulse) {
        Integer intended = row.work().route();
        return intended != null
                && intended < index
                && ticket(row).or(pulse::reported).isEmpty();
    }

    /** A job that is canceled or has expired does not wait any longer: the intent says so before it asks for a lease. */
    private Outcome intend(JobRow row, int index, Pulse pulse) {
        Route route = row.request().routeList().get(index);
        return switch (submissions.intend(row.jobId(), index, route, pulse.attempt())) {
            case Intent.Written(JobRow intended) -> new Answered(submit(intended, index, pulse));
            case Intent.NoLease() -> new Waiting(leases.queue(row.tenant()).pause(ThreadLocalRandom.current()));
            case Intent.NotOurs() -> new Answered(left(jobs.find(row.jobId()).orElse(row), index, pulse));
        };
    }

    /** The row is not one to send, as it is now. */
    private SubmitReply left(JobRow row, int index, Pulse pulse) {
        return switch (row.state()) {
            case PENDING, SUCCEEDED, FAILED, CANCELED -> new AlreadyEnded(row.state());
            case QUEUED -> new Withdrawn(row.cancelRequested() ? FailureKind.CANCELED : FailureKind.EXPIRED);
            case RUNNING -> isForNextRoute(row, index, pulse) ? stopped(row) : goOn(row, index, pulse);
        };
    }

    /** The job has no next intent although nobody else wrote one. */
    private static SubmitReply stopped(JobRow row) {
        return row.cancelRequested() ? new Withdrawn(FailureKind.CANCELED) : new AlreadyEnded(row.state());
    }

    /** Somebody wrote an intent for this route or a later one: an earlier attempt, or an earlier run. */
    private SubmitReply goOn(JobRow row, int index, Pulse pulse) {
        Optional<ProviderTicket> known = ticket(row).or(pulse::reported);
        if (known.isPresent()) {
            return keep(row.jobId(), known.get(), pulse);
        }
        Integer intended = row.work().route();
        if (intended == null) {
            return new SubmitFailed(FailureKind.OUTCOME_UNKNOWN);
        }
        return intended > index ? new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE) : lookUp(row, index, pulse);
    }

    /** How many attempts waited before the one that wrote the newest intent; 0 where there is none yet. */
    public int waits(JobId job) {
        return Math.max(0, submissions.intendedAt(job) - 1);
    }

    private SubmitReply submit(JobRow row, int index, Pulse pulse) {
        ProviderJob work = providerJobs.of(row, index);
        return switch (Beats.during(pulse, () -> provider(row, index).submit(work))) {
            case ImageProvider.Accepted(ProviderTicket ticket) -> keep(row.jobId(), ticket, pulse);
            case ImageProvider.NotAccepted(FailureKind kind) -> new NotAccepted(kind);
            case ImageProvider.Refused(FailureKind kind) -> new SubmitFailed(kind);
            case ImageProvider.Unknown _ -> lookUp(row, index, pulse);
        };
    }

    private SubmitReply lookUp(JobRow row, int index, Pulse pulse) {
        ProviderJob work = providerJobs.of(row, index);
        return switch (Beats.during(pulse, () -> provider(row, index).find(work))) {
            case ImageProvider.Found(ProviderTicket ticket) -> keep(row.jobId(), ticket, pulse);
            case ImageProvider.Unknown _ -> new SubmitFailed(FailureKind.OUTCOME_UNKNOWN);
        };
    }

    /**
     * Writes the ticket down, also where this attempt is no longer wanted. Where the database is away for long, the
     * workflow's history keeps it all the same. One that another job has is not taken: whose pictures it stands for,
     * nobody can know.
     */
    private SubmitReply keep(JobId job, ProviderTicket ticket, Pulse pulse) {
        pulse.report(ticket);
        long deadline = System.nanoTime() + KEEP_TICKET_MAX.toNanos();
        while (true) {
            try {
                submissions.accepted(job, ticket, pulse.attempt());
                return new Submitted(ticket);
            } catch (DuplicateKeyException e) {
                LOG.warn("Provider {} gave job {} the ticket of another job.", ticket.provider(), job);
                return new SubmitFailed(FailureKind.OUTCOME_UNKNOWN);
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
