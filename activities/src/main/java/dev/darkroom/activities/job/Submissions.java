package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import jakarta.inject.Singleton;

/** What is written around the one submit of a job: the intent before it, the ticket after it, progress from then on. */
@Singleton
public final class Submissions {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final JobEventRepository events;

    Submissions(Transactions transactions, JobRepository jobs, JobEventRepository events) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.events = events;
    }

    /** Our name of a submit: what a provider is asked for when its answer was lost. */
    public static String reference(JobId job, int route) {
        return job.text() + "-" + route;
    }

    /**
     * Writes that the job is about to be sent to a provider. The first intent takes a job from QUEUED to RUNNING,
     * unless it is to be canceled or has expired; a later one is for the next route of a job that was not accepted.
     *
     * @return whether the intent is ours to act on; where not, nothing was written
     */
    public boolean intend(JobId job, int index, Route route, int attempt) {
        String id = job.text();
        String provider = route.provider().value();
        String reference = reference(job, index);
        return transactions.write(scope -> {
            boolean written = jobs.intend(id, index, provider, reference) == 1
                    || (index > 0 && jobs.intendNext(id, index, provider, reference) == 1);
            if (written) {
                events.append(id, JobEventRow.Kind.SUBMITTING.name(), null, attempt, provider, null);
            }
            return written;
        });
    }

    /**
     * Writes what the provider gave for the submit.
     *
     * @return whether it was written; not where a ticket was there or the job has ended
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
     * Writes how far the provider is. It never goes back.
     *
     * @param percent 0 to 100
     * @return whether the job is still RUNNING
     */
    public boolean progress(JobId job, int percent) {
        return transactions.read(() -> jobs.progress(job.text(), percent)) == 1;
    }
}
