package dev.darkroom.activities.job;

import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweep that lets no job be forgotten. It looks at every job that has not ended and has not moved for a while, asks
 * Temporal what became of its workflow, and starts or settles what Temporal will not.
 */
@Singleton
public final class Reconciler {

    /** How many jobs one sweep claims at the most. */
    public static final int BATCH = 100;

    private static final int LOOKS_AT_ONCE = 8;
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Transactions transactions;
    private final SweepRepository sweeps;
    private final Charging charging;
    private final Settlements settlements;
    private final Chains chains;
    private final ImageVault vault;
    private final Previews previews;
    private final WorkflowFate fate;

    Reconciler(
            Transactions transactions,
            SweepRepository sweeps,
            Charging charging,
            Settlements settlements,
            Chains chains,
            ImageVault vault,
            Previews previews,
            WorkflowFate fate) {
        this.transactions = transactions;
        this.sweeps = sweeps;
        this.charging = charging;
        this.settlements = settlements;
        this.chains = chains;
        this.vault = vault;
        this.previews = previews;
        this.fate = fate;
    }

    /**
     * Looks at one batch of jobs that are due. No lock is held while Temporal is asked.
     *
     * @return how many there were: fewer than {@value #BATCH} means that nothing is due any more
     */
    public int sweep() {
        List<DueJob> due = transactions.write(scope -> claim());
        Thread.Builder threads = Thread.ofVirtual()
                .name("sweep-", 0)
                .uncaughtExceptionHandler((thread, thrown) -> LOG.error("a job could not be looked at", thrown));
        try (ExecutorService looks = Executors.newFixedThreadPool(LOOKS_AT_ONCE, threads.factory())) {
            due.forEach(job -> looks.execute(() -> look(job)));
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

    private void look(DueJob job) {
        try {
            if (job.isExpired()) {
                expire(job);
                return;
            }
            switch (fate.of(job.jobId())) {
                case RUNNING -> open(job);
                case UNKNOWN -> start(job);
                case CLOSED -> closed(job, false);
                case CANCELED -> closed(job, true);
                case NO_ANSWER -> LOG.debug("Temporal does not say what became of job {}", job.id());
            }
        } catch (DatabaseException | IOException e) {
            LOG.warn(
                    "job {} is left for the next sweep: {}",
                    job.id(),
                    e.getClass().getSimpleName());
        }
    }

    private void expire(DueJob job) {
        if (job.isChain()) {
            chains.close(job.jobId(), FailureKind.EXPIRED);
        } else {
            settlements.expire(job.jobId());
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

    /** The workflow goes on from the row: debit, ticket and settlement are all there. */
    private void start(DueJob job) {
        WorkflowFate.Start start = fate.start(job.card());
        LOG.info("job {} is {} and unknown to Temporal: {}", job.id(), job.state(), start);
    }

    /** A workflow is closed a moment before it is deleted, so an end counts when it was seen twice. */
    private void closed(DueJob job, boolean canceled) throws IOException {
        if (!job.wasClosed()) {
            transactions.read(() -> sweeps.noteClosed(job.id()));
            return;
        }
        if (job.isChain()) {
            closeChain(job, canceled);
            return;
        }
        List<ImageOutcome> stored = vault.inspect(TenantId.of(job.tenantId()), job.jobId(), job.images());
        if (job.state() == JobState.PENDING && !stored.isEmpty()) {
            charging.charge(job.jobId());
        }
        JobEnding ending = ending(stored, canceled);
        settlements.settle(job.jobId(), ending).ifPresent(row -> {
            LOG.warn(
                    "job {} was {} though its workflow is closed: settled as {}, {} delivered",
                    job.id(),
                    job.state(),
                    row.state(),
                    row.outcome().delivered());
            previews.drop(row);
        });
    }

    private void closeChain(DueJob job, boolean canceled) {
        String end = switch (chains.close(job.jobId(), canceled ? FailureKind.CANCELED : null)) {
            case Chains.Close.Closed(JobRow chain, var _) -> "settled as " + chain.state();
            case Chains.Close.Open(List<JobId> steps) -> "waits for %d steps to end".formatted(steps.size());
            case Chains.Close.NoChain() -> "it has no row";
        };
        LOG.warn("chain {} was {} though its workflow is closed: {}", job.id(), job.state(), end);
    }

    private static JobEnding ending(List<ImageOutcome> stored, boolean canceled) {
        if (canceled) {
            return new JobEnding.Withdrawn(FailureKind.CANCELED, stored);
        }
        return stored.isEmpty() ? new JobEnding.Failed(FailureKind.INTERRUPTED) : new JobEnding.Finished(stored);
    }
}
