package dev.darkroom.activities.job;

import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.lease.Leases;
import dev.darkroom.activities.ledger.KeySpend;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.webhook.WebhookOutbox;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.Verdict;
import dev.darkroom.workflows.domain.money.RefundRule;
import dev.darkroom.workflows.domain.money.Settlement;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Ends jobs: the terminal state, the artifacts and the division of the price, in one transaction. */
@Singleton
public final class Settlements {

    private static final int CHANGES_MAX = 5;
    private static final int DONE_PERCENT = 100;

    private final Transactions transactions;
    private final Ledger ledger;
    private final KeySpend keys;
    private final JobRepository jobs;
    private final JobEventRepository events;
    private final Artifacts artifacts;
    private final Leases leases;
    private final Losses losses;
    private final WebhookOutbox outbox;

    Settlements(
            Transactions transactions,
            Ledger ledger,
            KeySpend keys,
            JobRepository jobs,
            JobEventRepository events,
            Artifacts artifacts,
            Leases leases,
            Losses losses,
            WebhookOutbox outbox) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.keys = keys;
        this.jobs = jobs;
        this.events = events;
        this.artifacts = artifacts;
        this.leases = leases;
        this.losses = losses;
        this.outbox = outbox;
    }

    /**
     * A job that has ended.
     *
     * @param notice whom to tell of it; empty where nobody wants to know
     * @param first whether this call ended it
     */
    public record Ended(JobRow row, Optional<Notice> notice, boolean first) {}

    /**
     * Ends a job, whoever asks and however often: only the first writes.
     *
     * @return the terminal row; empty where there is no such job
     */
    public Optional<JobRow> settle(JobId job, JobEnding ending) {
        return end(job, ending).map(Ended::row);
    }

    /** The same, for whoever has to tell of it: whom to tell is answered at each repeat too. */
    public Optional<Ended> end(JobId job, JobEnding ending) {
        return end(job, ending, row -> true);
    }

    /**
     * Ends a job that passed its deadline before any intent to submit it was written.
     *
     * @return the row, terminal unless the job had just been started
     */
    public Optional<JobRow> expire(JobId job) {
        JobEnding ending = new JobEnding.Withdrawn(FailureKind.EXPIRED, List.of());
        return end(job, ending, row -> row.startedAt() == null).map(Ended::row);
    }

    /**
     * Ends a job that is canceled before it was charged.
     *
     * @return the row, terminal unless the job was charged before
     */
    Optional<Ended> withdraw(JobId job) {
        JobEnding ending = new JobEnding.Withdrawn(FailureKind.CANCELED, List.of());
        return end(job, ending, row -> row.state() == JobState.PENDING);
    }

    private Optional<Ended> end(JobId job, JobEnding ending, Predicate<JobRow> still) {
        return transactions.write(scope -> {
            for (int change = 0; change < CHANGES_MAX; change++) {
                Optional<JobRow> found = jobs.findById(job.text());
                if (change == 0) {
                    found.map(JobRow::payer).ifPresent(payer -> jobs.findDecisively(payer.text()));
                }
                if (found.isEmpty() || found.get().state().isTerminal() || !still.test(found.get())) {
                    return found.map(this::asItIs);
                }
                Optional<Written> written = write(found.get(), ending);
                if (written.isPresent()) {
                    return jobs.findById(job.text())
                            .map(row -> new Ended(row, written.get().notice(), true));
                }
            }
            throw new IllegalStateException("job %s changed %d times while it was settled".formatted(job, CHANGES_MAX));
        });
    }

    private Ended asItIs(JobRow row) {
        Optional<Notice> notice = row.state().isTerminal() ? outbox.noted(row.jobId(), row.state()) : Optional.empty();
        return new Ended(row, notice, false);
    }

    /** What was written beside a terminal state. */
    private record Written(Optional<Notice> notice) {}

    /** Writes the ending; empty where the row has moved since it was read. */
    private Optional<Written> write(JobRow row, JobEnding ending) {
        Verdict verdict = Verdict.of(ending, row.request().images(), row.cancelRequested());
        Settlement settlement = settlement(row, verdict);
        JobState from = row.state();
        if (!from.canBecome(verdict.state())) {
            if (jobs.run(row.id()) == 0) {
                return Optional.empty();
            }
            from = JobState.RUNNING;
        }
        if (!write(row, from, verdict, settlement)) {
            return Optional.empty();
        }
        artifacts.record(row.tenant(), row.jobId(), verdict.delivered(), verdict.grid());
        events.append(
                row.id(),
                JobEventRow.Kind.ENDED.name(),
                code(verdict),
                null,
                row.work().provider(),
                settlement.refunded().value());
        noteInChain(row, verdict.state(), settlement);
        if (row.holdsLeases()) {
            leases.giveBack(row.tenant(), row.work().provider());
        }
        ledger.lose(row.tenant(), row.jobId(), losses.of(row, ending, verdict));
        JobId asker = Objects.requireNonNullElse(row.payer(), row.jobId());
        Optional<Notice> notice = outbox.note(row.tenant(), row.jobId(), asker, verdict.state());
        pay(row, settlement);
        return Optional.of(new Written(notice));
    }

    private void noteInChain(JobRow row, JobState state, Settlement settlement) {
        JobId payer = row.payer();
        if (payer != null) {
            JobEventRow.Kind kind = switch (state) {
                case SUCCEEDED -> JobEventRow.Kind.STEP_SUCCEEDED;
                case FAILED -> JobEventRow.Kind.STEP_FAILED;
                case PENDING, QUEUED, RUNNING, CANCELED -> JobEventRow.Kind.STEP_CANCELED;
            };
            jobs.note(payer.text());
            events.appendOfStep(
                    payer.text(), row.id(), kind.name(), settlement.captured().value());
        }
    }

    /** The wallet comes last, because all of the tenant's posts wait for its lock. */
    private void pay(JobRow row, Settlement settlement) {
        JobId payer = row.payer();
        if (payer != null) {
            ledger.settleStep(row.tenant(), payer, row.jobId(), settlement);
        } else if (row.state() == JobState.PENDING) {
            ledger.release(row.tenant(), row.quote().price());
            keys.giveBack(row.apiKeyId(), row.createdAt(), row.quote().price());
        } else {
            ledger.settle(row.tenant(), row.jobId(), settlement);
            keys.giveBack(row.apiKeyId(), row.createdAt(), settlement.refunded());
        }
    }

    private boolean write(JobRow row, JobState from, Verdict verdict, Settlement settlement) {
        boolean succeeded = verdict.state() == JobState.SUCCEEDED;
        return jobs.end(
                        row.id(),
                        from,
                        row.cancelRequested(),
                        row.work().provider(),
                        verdict.state(),
                        row.cancelRequested() || verdict.failure() == FailureKind.CANCELED,
                        code(verdict),
                        verdict.delivered().size(),
                        OutcomeImages.text(verdict),
                        OutcomeColumns.text(verdict.missing()),
                        settlement.refunded().value(),
                        succeeded ? DONE_PERCENT : row.work().progress())
                == 1;
    }

    /** A PENDING job has no debit to divide, and so nothing that was stored for it can count as delivered. */
    private static Settlement settlement(JobRow row, Verdict verdict) {
        if (row.state() == JobState.PENDING) {
            return Settlement.NONE;
        }
        int images = row.request().images();
        return RefundRule.settle(row.quote().quote(images), verdict.delivered().size());
    }

    private static @Nullable String code(Verdict verdict) {
        return verdict.failure() == null ? null : verdict.failure().code();
    }
}
