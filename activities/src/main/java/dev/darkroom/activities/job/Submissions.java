package dev.darkroom.activities.job;

import dev.darkroom.activities.lease.Leases;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What is written around the one submit of a job: the intent before it, the ticket after it, how it goes from then on. */
@Singleton
public final class Submissions {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final JobEventRepository events;
    private final Leases leases;

    Submissions(Transactions transactions, JobRepository jobs, JobEventRepository events, Leases leases) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.events = events;
        this.leases = leases;
    }

    /** Our name of a submit: what a provider is asked for when its answer was lost. */
    public static String reference(JobId job, int route) {
        return reference(job.text(), route);
    }

    private static String reference(String job, int route) {
        return job + "-" + route;
    }

    private static String provider(Route route) {
        return route.provider().value();
    }

    /** Whether a provider is to go on with a job. */
    public enum Standing {
        GOES_ON,
        /** It was canceled, and has not ended yet. */
        TO_CANCEL,
        /** It has ended, or is not there. */
        ENDED
    }

    /** What became of the wish to send a job to a provider. */
    public sealed interface Intent {
        /** The intent is written: whoever wrote it, and nobody else, sends the job. */
        record Written(JobRow row) implements Intent {}

        /** The row is not one to send: it is another's, it has ended or is to end. Nothing was written. */
        record NotOurs() implements Intent {}

        /** As many jobs run as may, of the tenant or at the provider. The job waits, and is to ask again. */
        record NoLease() implements Intent {}
    }

    /**
     * Writes that the job is about to be sent to a provider, and takes the leases for it. The first intent takes a job
     * from QUEUED to RUNNING, unless it is to be canceled or has expired; a later one is for the next route of a job
     * that was not accepted, and moves its lease from one provider to the other.
     */
    public Intent intend(JobId job, int index, Route route, int attempt) {
        String id = job.text();
        Intent intent = transactions.write(scope -> {
            Intent first = first(id, index, route, attempt, scope);
            boolean mayBeNext = index > 0 && first instanceof Intent.NotOurs;
            return mayBeNext ? next(id, index, route, attempt, scope) : first;
        });
        if (index > 0 && intent instanceof Intent.NoLease) {
            transactions.write(scope -> leaveProvider(id, index));
        }
        return intent;
    }

    private Intent first(String id, int index, Route route, int attempt, Transactions.Scope scope) {
        if (jobs.intend(id, index, provider(route), reference(id, index)) == 0) {
            return new Intent.NotOurs();
        }
        JobRow row = jobs.findById(id).orElseThrow();
        return written(row, leases.take(row.tenant(), route.provider()), attempt, scope);
    }

    /** The row is locked before it is read, so that the lease given back is the one that it holds. */
    private Intent next(String id, int index, Route route, int attempt, Transactions.Scope scope) {
        Optional<JobRow> before = jobs.findDecisively(id);
        if (before.isEmpty() || jobs.intendNext(id, index, provider(route), reference(id, index)) == 0) {
            return new Intent.NotOurs();
        }
        boolean leased = leases.move(before.get().work().provider(), route.provider());
        return written(jobs.findById(id).orElseThrow(), leased, attempt, scope);
    }

    private Intent written(JobRow row, boolean leased, int attempt, Transactions.Scope scope) {
        if (!leased) {
            scope.rollBack();
            return new Intent.NoLease();
        }
        events.append(
                row.id(),
                JobEventRow.Kind.SUBMITTING.name(),
                null,
                attempt,
                row.work().provider(),
                null);
        return new Intent.Written(row);
    }

    /**
     * Gives back the lease of the provider that did not take the job, while it waits for the next one. Two jobs that
     * each kept one provider's and waited for the other's would wait for ever.
     */
    private boolean leaveProvider(String id, int index) {
        Optional<JobRow> before = jobs.findDecisively(id);
        boolean left = before.isPresent() && jobs.leaveProvider(id, index) == 1;
        if (left) {
            leases.giveBack(before.get().work().provider());
        }
        return left;
    }

    /** Which attempt wrote the newest intent, from 1; 0 where there is none. */
    public int intendedAt(JobId job) {
        return transactions
                .read(() -> events.newestAttempt(job.text(), JobEventRow.Kind.SUBMITTING.name()))
                .orElse(0);
    }

    /**
     * Writes what the provider gave for the submit.
     *
     * @return whether it was written; not where a ticket was there or the job has ended
     * @throws DuplicateKeyException where the provider gave it for another job before
     */
    public boolean accepted(JobId job, ProviderTicket ticket, int attempt) {
        String id = job.text();
        return transactions.write(scope -> {
            boolean written = jobs.accept(id, ticket.reference()) == 1;
            if (written) {
                events.append(
                        id,
                        JobEventRow.Kind.SUBMITTED.name(),
                        null,
                        attempt,
                        ticket.provider().value(),
                        null);
            }
            return written;
        });
    }

    /**
     * Writes how far the provider is. It never goes back. A job that is not to go on is not written to.
     *
     * @param percent 0 to 100
     */
    public Standing progress(JobId job, int percent) {
        if (transactions.read(() -> jobs.progress(job.text(), percent)) == 1) {
            return Standing.GOES_ON;
        }
        boolean running = transactions
                .read(() -> jobs.findById(job.text()))
                .filter(row -> row.state() == JobState.RUNNING)
                .isPresent();
        return running ? Standing.TO_CANCEL : Standing.ENDED;
    }

    /**
     * Writes how many previews of each image are stored, for those who watch the job. They never become fewer while it
     * runs.
     *
     * @return whether the job runs still; where it does not, nothing was written
     */
    public boolean preview(JobId job, int previews) {
        return transactions.read(() -> jobs.preview(job.text(), previews)) == 1;
    }
}
