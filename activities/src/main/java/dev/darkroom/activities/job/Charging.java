package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Turns the hold of a job into its debit. */
@Singleton
public final class Charging {

    private final Transactions transactions;
    private final Ledger ledger;
    private final JobRepository jobs;
    private final JobEventRepository events;

    Charging(Transactions transactions, Ledger ledger, JobRepository jobs, JobEventRepository events) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.jobs = jobs;
        this.events = events;
    }

    /**
     * Moves a job from PENDING to QUEUED and its price from the wallet to escrow, in one transaction. For a job that is
     * not PENDING nothing is written. The wallet comes last, because all of the tenant's posts wait for its lock.
     *
     * @return the row as it now is: QUEUED or RUNNING where the job is charged, terminal where it had ended; empty
     *     where there is no such job
     */
    public Optional<JobRow> charge(JobId job) {
        return transactions.write(scope -> {
            Optional<JobRow> row = chargeJob(job);
            return row.isPresent() && row.get().payer() != null ? chargeStep(row.get()) : row;
        });
    }

    /**
     * The chain's row is locked first: a chain that ends, or is to end, gives no step anything any more. Its first step
     * has it run.
     */
    private Optional<JobRow> chargeStep(JobRow step) {
        JobId payer = Objects.requireNonNull(step.payer());
        if (jobs.runChain(payer.text()) == 1) {
            events.append(payer.text(), JobEventRow.Kind.STARTED.name(), null, null, null, null);
        }
        boolean mayCharge = jobs.findDecisively(payer.text())
                .filter(chain -> chain.state() == JobState.RUNNING && !chain.cancelRequested())
                .isPresent();
        if (mayCharge && jobs.chargeStep(step.id()) == 1) {
            events.append(
                    step.id(),
                    JobEventRow.Kind.CHARGED.name(),
                    null,
                    null,
                    null,
                    step.quote().total());
            jobs.note(payer.text());
            events.appendOfStep(
                    payer.text(),
                    step.id(),
                    JobEventRow.Kind.STEP_STARTED.name(),
                    step.quote().total());
            ledger.fund(step.tenant(), payer, step.jobId(), step.quote().price());
        }
        return jobs.findById(step.id());
    }

    private Optional<JobRow> chargeJob(JobId job) {
        boolean charged = jobs.charge(job.text()) == 1;
        Optional<JobRow> found = jobs.findById(job.text());
        if (charged) {
            JobRow row = found.orElseThrow();
            events.append(
                    row.id(),
                    JobEventRow.Kind.CHARGED.name(),
                    null,
                    null,
                    null,
                    row.quote().total());
            ledger.debit(row.tenant(), job, row.quote().price());
        }
        return found;
    }
}
