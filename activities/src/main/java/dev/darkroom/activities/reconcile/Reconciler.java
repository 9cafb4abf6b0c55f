package dev.darkroom.activities.reconcile;

import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.WorkflowFate;
import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.repair.Remedy;
import dev.darkroom.activities.repair.Repair;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.workflows.domain.failure.FailureKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no job be forgotten. It looks at jobs that have not ended, asks Temporal what became of each, and starts or settles
 * what Temporal will not. Any number of them may run at once, beside the workflows themselves: whatever they do stands
 * behind the same conditional changes of the job's row.
 */
@Singleton
public final class Reconciler {

    /** How many jobs one sweep claims at the most. */
    public static final int BATCH = 100;

    private static final int LOOKS_AT_ONCE = 8;

    // At a look a minute, once they have become rare: half an hour.
    private static final int UNMOVED_LOOKS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Transactions transactions;
    private final SweepRepository sweeps;
    private final Settlements settlements;
    private final Chains chains;
    private final ClosedJobs closedJobs;
    private final WorkflowFate fate;
    private final Repairs repairs;
    private final AtomicLong unmoved = new AtomicLong();

    Reconciler(
            Transactions transactions,
            SweepRepository sweeps,
            Settlements settlements,
            Chains chains,
            ClosedJobs closedJobs,
            WorkflowFate fate,
            Repairs repairs,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.sweeps = sweeps;
        this.settlements = settlements;
        this.chains = chains;
        this.closedJobs = closedJobs;
        this.fate = fate;
        this.repairs = repairs;
        Gauge.builder("darkroom.jobs.unmoved", unmoved, AtomicLong::get)
                .description("Jobs that have not moved for half an hour though their workflows run")
                .register(meters);
    }

    /**
     * Looks at one batch of jobs that are due. No lock is held while Temporal is asked.
     *
     * @return how many there were: fewer than {@value #BATCH} means that nothing is due any more
     */
    public int sweep() {
        List<DueJob> due = transactions.write(scope -> claim());
        Collection<Finding> _ = reconcile(due, true);
        if (due.size() < BATCH) {
            countUnmoved();
        }
        return due.size();
    }

    /** The jobs claimed are due again for others only after a while. */
    private List<DueJob> claim() {
        List<String> ids = sweeps.lockDue(BATCH);
        if (ids.isEmpty()) {
            return List.of();
        }
        sweeps.postpone(ids);
        return sweeps.read(ids);
    }

    /** Jobs whose state has not changed for half an hour although their workflow runs: somebody should look. */
    private void countUnmoved() {
        long now = transactions.read(() -> sweeps.unmoved(UNMOVED_LOOKS));
        if (now > 0 && unmoved.get() != now) {
            LOG.warn("{} jobs have not moved for half an hour though their workflows run", now);
        }
        unmoved.set(now);
    }

    /**
     * Looks at jobs, several at once.
     *
     * @param mends whether what is found is put right too
     * @return what was found of each; nothing of one that could not be looked at
     */
    Collection<Finding> reconcile(List<DueJob> jobs, boolean mends) {
        Collection<Finding> findings = new ConcurrentLinkedQueue<>();
        Thread.Builder threads = Thread.ofVirtual()
                .name("sweep-", 0)
                .uncaughtExceptionHandler((thread, thrown) -> LOG.error("a job could not be looked at", thrown));
        try (ExecutorService looks = Executors.newFixedThreadPool(LOOKS_AT_ONCE, threads.factory())) {
            for (DueJob job : jobs) {
                looks.execute(() -> {
                    Finding finding = look(job);
                    findings.add(finding);
                    if (mends) {
                        mend(finding);
                    }
                });
            }
        }
        return findings;
    }

    private Finding look(DueJob job) {
        if (job.isExpired()) {
            return new Finding(job, Fate.NO_ANSWER, Remedy.EXPIRE);
        }
        Fate became = fate.of(job.jobId());
        return new Finding(job, became, Remedy.of(became, job.isFresh(), job.wasClosed()));
    }

    private void mend(Finding finding) {
        DueJob job = finding.job();
        try {
            switch (finding.remedy()) {
                case LEAVE -> open(job);
                case ASK_AGAIN -> LOG.debug("Temporal does not say what became of job {}", job.id());
                case WAIT -> transactions.read(() -> sweeps.noteClosed(job.id()));
                case EXPIRE -> expire(job);
                case START -> start(job);
                case END -> closedJobs.settle(job, finding.fate() == Fate.CANCELED);
            }
        } catch (DatabaseException | IOException e) {
            LOG.warn(
                    "job {} is left for the next sweep: {}",
                    job.id(),
                    e.getClass().getSimpleName());
        }
    }

    /** A cancel of which the workflow was not told is told again, for as long as the job has not ended. */
    private void open(DueJob job) {
        transactions.read(() -> sweeps.noteOpen(job.id()));
        if (job.isCanceling()) {
            boolean told = fate.cancel(job.jobId());
            LOG.info("job {} is canceled and its workflow runs: {}", job.id(), told ? "told again" : "no answer");
        }
    }

    private void expire(DueJob job) {
        if (job.isChain()) {
            chains.close(job.jobId(), FailureKind.EXPIRED);
        } else {
            settlements.expire(job.jobId());
        }
    }

    /** The workflow goes on from the row: debit, ticket and settlement are all there. */
    private void start(DueJob job) {
        WorkflowFate.Start start = fate.start(job.card());
        if (start == WorkflowFate.Start.STARTED) {
            repairs.note(new Repair(
                    Repair.Kind.JOB_STARTED, job.jobId(), "%s and unknown to Temporal".formatted(job.state())));
        } else {
            LOG.info("job {} is {} and unknown to Temporal: {}", job.id(), job.state(), start);
        }
    }
}
