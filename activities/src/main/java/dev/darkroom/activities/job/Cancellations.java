package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Decides cancels, in the database alone. A job's row is flagged, unless it is terminal: whichever of the flag and the
 * terminal state is written first has won, and the other finds it there. A flagged job gets no intent any more, and its
 * settlement ends it canceled, with what was stored.
 */
@Singleton
public final class Cancellations {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final JobEventRepository events;
    private final Settlements settlements;
    private final Chains chains;

    Cancellations(
            Transactions transactions,
            JobRepository jobs,
            JobEventRepository events,
            Settlements settlements,
            Chains chains) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.events = events;
        this.settlements = settlements;
        this.chains = chains;
    }

    /** What became of a cancel. */
    public sealed interface Reply {
        /**
         * The job ends canceled, or has by now.
         *
         * @param row terminal where nothing was charged for it yet; else its workflow is to be told
         * @param notice whom to tell of the end; empty where it has not ended, or where nobody wants to know
         */
        record Canceling(JobRow row, Optional<Notice> notice) implements Reply {}

        /** The job had ended before. */
        record HadEnded(JobRow row) implements Reply {}

        /** The tenant has no such job. */
        record NoJob() implements Reply {}
    }

    /**
     * Cancels a job. It may be asked any number of times.
     *
     * @throws DatabaseException where the database did not answer; to be asked again
     */
    public Reply cancel(TenantId tenant, JobId job) {
        return transactions.write(scope -> {
            if (jobs.requestCancel(job.text(), tenant.text()) == 0) {
                return jobs.findByIdAndTenantId(job.text(), tenant.text())
                        .map(Cancellations::asItIs)
                        .orElse(new Reply.NoJob());
            }
            events.append(job.text(), JobEventRow.Kind.CANCEL_REQUESTED.name(), null, null, null, null);
            return withdraw(job);
        });
    }

    /** What has not been charged ends at once. Of a chain these are its steps, and itself where none of them runs. */
    private Reply.Canceling withdraw(JobId job) {
        JobRow row = jobs.findById(job.text()).orElseThrow();
        if (row.isChain()) {
            return chains.close(job, FailureKind.CANCELED) instanceof Chains.Close.Closed closed
                    ? new Reply.Canceling(closed.chain(), closed.notice())
                    : new Reply.Canceling(row, Optional.empty());
        }
        Settlements.Ended ended = settlements.withdraw(job).orElseThrow();
        return new Reply.Canceling(ended.row(), ended.notice());
    }

    /** Somebody was here before: another cancel, or the end. */
    private static Reply asItIs(JobRow row) {
        return row.state().isTerminal() ? new Reply.HadEnded(row) : new Reply.Canceling(row, Optional.empty());
    }
}
