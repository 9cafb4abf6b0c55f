package dev.darkroom.activities.reconcile;

import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.generation.CancelStep;
import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Previews;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.repair.Repair;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends jobs whose workflow is closed: with the images that are really stored, and with a refund for the others. */
@Singleton
final class ClosedJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ClosedJobs.class);

    private final Transactions transactions;
    private final Charging charging;
    private final Settlements settlements;
    private final Chains chains;
    private final ImageVault vault;
    private final Previews previews;
    private final CancelStep cancels;
    private final Repairs repairs;

    ClosedJobs(
            Transactions transactions,
            Charging charging,
            Settlements settlements,
            Chains chains,
            ImageVault vault,
            Previews previews,
            CancelStep cancels,
            Repairs repairs) {
        this.transactions = transactions;
        this.charging = charging;
        this.settlements = settlements;
        this.chains = chains;
        this.vault = vault;
        this.previews = previews;
        this.cancels = cancels;
        this.repairs = repairs;
    }

    /**
     * Ends a job, unless somebody has ended it meanwhile.
     *
     * @param canceled whether its workflow was canceled
     * @throws IOException where the stored images cannot be read; the job is as it was
     */
    void settle(DueJob job, boolean canceled) throws IOException {
        if (job.isChain()) {
            closeChain(job, canceled);
        } else {
            settleJob(job, canceled);
        }
    }

    private void settleJob(DueJob job, boolean canceled) throws IOException {
        List<ImageOutcome> stored = vault.inspect(TenantId.of(job.tenantId()), job.jobId(), job.images());
        if (job.state() == JobState.PENDING && !stored.isEmpty()) {
            charging.charge(job.jobId());
        }
        Optional<Settlements.Ended> ended = transactions.write(scope -> {
            Optional<Settlements.Ended> written =
                    settlements.end(job.jobId(), ending(stored, canceled)).filter(Settlements.Ended::first);
            written.ifPresent(end -> repairs.journal(repair(job, end.row())));
            return written;
        });
        ended.map(Settlements.Ended::row).ifPresent(row -> {
            repairs.tell(repair(job, row));
            previews.drop(row);
            stopAtProvider(row);
        });
    }

    private void closeChain(DueJob job, boolean canceled) {
        FailureKind reason = canceled ? FailureKind.CANCELED : null;
        Chains.Close close = transactions.write(scope -> {
            Chains.Close made = chains.close(job.jobId(), reason);
            if (made instanceof Chains.Close.Closed closed && closed.first()) {
                repairs.journal(repair(job, closed.chain()));
            }
            return made;
        });
        switch (close) {
            case Chains.Close.Closed closed when closed.first() -> repairs.tell(repair(job, closed.chain()));
            case Chains.Close.Closed _ -> LOG.debug("chain {} has ended meanwhile", job.id());
            case Chains.Close.Open open ->
                LOG.info(
                        "chain {} has a closed workflow and waits for {} steps",
                        job.id(),
                        open.steps().size());
            case Chains.Close.NoChain _ -> LOG.error("chain {} has no row", job.id());
        }
    }

    private static Repair repair(DueJob job, JobRow ended) {
        String reason = "%s though its workflow is closed: %s, %d of %d delivered"
                .formatted(job.state(), ended.state(), ended.outcome().delivered(), job.images());
        return new Repair(Repair.Kind.JOB_SETTLED, job.jobId(), reason);
    }

    private static JobEnding ending(List<ImageOutcome> stored, boolean canceled) {
        if (canceled) {
            return new JobEnding.Withdrawn(FailureKind.CANCELED, stored);
        }
        return stored.isEmpty() ? new JobEnding.Failed(FailureKind.INTERRUPTED) : new JobEnding.Finished(stored);
    }

    /**
     * The provider may be at work still, and bills what it finishes. It is asked once: an answer that does not come
     * costs money, and no more than that.
     */
    private void stopAtProvider(JobRow row) {
        String provider = row.work().provider();
        String ticket = row.work().ticket();
        if (provider == null
                || ticket == null
                || row.outcome().delivered() == row.request().images()) {
            return;
        }
        try {
            if (cancels.run(row.jobId(), new ProviderTicket(new ProviderId(provider), ticket))) {
                repairs.note(new Repair(
                        Repair.Kind.PROVIDER_STOPPED, row.jobId(), "no workflow waits for it at " + provider));
            }
        } catch (RuntimeException e) {
            LOG.warn("job {} may run on at its provider: {}", row.id(), e.getClass());
        }
    }
}
