package dev.darkroom.activities.job;

import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.ledger.CommitUnknownException;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.KeySpend;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs, in the database alone: one transaction holds the price, checks every limit and inserts the row. After its
 * commit the job is accepted, whatever becomes of this process or of Temporal.
 */
@Singleton
public final class Acceptance {

    private static final Duration LOOK_UP_MAX = Duration.ofSeconds(3);

    private final Transactions transactions;
    private final Ledger ledger;
    private final KeySpend keys;
    private final JobRepository jobs;
    private final JobEventRepository events;
    private final JobInputRepository jobInputs;
    private final ChainStepRepository chainSteps;
    private final Artifacts artifacts;

    Acceptance(
            Transactions transactions,
            Ledger ledger,
            KeySpend keys,
            JobRepository jobs,
            JobEventRepository events,
            JobInputRepository jobInputs,
            ChainStepRepository chainSteps,
            Artifacts artifacts) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.keys = keys;
        this.jobs = jobs;
        this.events = events;
        this.jobInputs = jobInputs;
        this.chainSteps = chainSteps;
        this.artifacts = artifacts;
    }

    /** What became of a job that was to be taken. Only {@link Taken} left anything behind. */
    public sealed interface Reply {
        /** The row is written and its price is held. */
        record Taken(JobRow row) implements Reply {}

        /** A row with that id was there before. */
        record Existing(JobRow row) implements Reply {}

        record TooLittleMoney(MicroUsd spendable) implements Reply {}

        record NoWallet() implements Reply {}

        record QueueFull() implements Reply {}

        /**
         * The tenant has asked for as many images as it may in a day.
         *
         * @param left until the next day, UTC, by the database's clock
         */
        record DailyCap(Duration left) implements Reply {}

        /** The price goes beyond what the key may spend in this month. */
        record SpendLimit() implements Reply {}

        /** A stored image that the job was to work from is gone. */
        record InputGone() implements Reply {}
    }

    /**
     * What is to be written for one request.
     *
     * @param row in state PENDING; it holds the price
     * @param steps of a chain: rows in state PENDING that are paid by it
     * @param links of a chain: its steps in their order
     * @param inputs the images that the job, or its steps, work from
     */
    public record Draft(JobRow row, List<JobRow> steps, List<ChainStepRow> links, List<JobInputRow> inputs) {
        public Draft {
            steps = List.copyOf(steps);
            links = List.copyOf(links);
            inputs = List.copyOf(inputs);
        }

        /** Of a job of its own. */
        public static Draft of(JobRow row, List<JobInputRow> inputs) {
            return new Draft(row, List.of(), List.of(), inputs);
        }
    }

    /**
     * What one more job has to keep to.
     *
     * @param depthMax how many jobs of the tenant may wait at once, this one included
     * @param dailyImages images that the tenant may ask for in a day, delivered or not; null for no cap
     * @param spendLimited whether the key may have a limit for the month; the limit itself is in the key's row
     */
    public record Limits(int depthMax, @Nullable Integer dailyImages, boolean spendLimited) {

        /** Nothing but the queue. */
        public static Limits ofDepth(int depthMax) {
            return new Limits(depthMax, null, false);
        }
    }

    /**
     * Takes a job.
     *
     * @param draft what is to be written; the row's queue position is set here
     * @param keyed whether the id is derived from an idempotency key, so that the row may be there already
     * @throws AcceptanceUnknownException where the commit's answer was lost and the row could not be looked up in 3 s
     * @throws DatabaseException where the database did not answer; nothing was written
     */
    public Reply take(Draft draft, boolean keyed, Limits limits) {
        if (!keyed) {
            return insert(draft, limits);
        }
        try {
            Reply reply = insert(draft, limits);
            return reply instanceof Reply.Taken ? reply : existing(draft.row()).orElse(reply);
        } catch (DuplicateKeyException e) {
            return existing(draft.row()).orElseThrow(() -> e);
        }
    }

    /** Takes a job that works from its prompt alone. */
    public Reply take(JobRow draft, boolean keyed, Limits limits) {
        return take(Draft.of(draft, List.of()), keyed, limits);
    }

    private Reply insert(Draft draft, Limits limits) {
        try {
            return transactions.write(scope -> insert(draft, limits, scope));
        } catch (CommitUnknownException e) {
            return new Reply.Taken(lookUp(draft.row(), e).orElseThrow(e::asNotWritten));
        }
    }

    /** The wallet comes first: its lock orders the tenant's posts, so that equal ones never wait for each other's row. */
    private Reply insert(Draft written, Limits limits, Transactions.Scope scope) {
        JobRow draft = written.row();
        MicroUsd price = draft.quote().price();
        switch (ledger.hold(draft.tenant(), price, draft.request().images(), limits.dailyImages())) {
            case Ledger.Hold.TooLittle(MicroUsd spendable) -> {
                return new Reply.TooLittleMoney(spendable);
            }
            case Ledger.Hold.NoWallet() -> {
                return new Reply.NoWallet();
            }
            case Ledger.Hold.DailyCap(Duration left) -> {
                return new Reply.DailyCap(left);
            }
            case Ledger.Hold.Held() -> {}
        }
        if (limits.spendLimited() && !keys.spend(draft.apiKeyId(), price)) {
            scope.rollBack();
            return new Reply.SpendLimit();
        }
        int waiting = jobs.countWaiting(draft.tenantId(), limits.depthMax());
        if (waiting >= limits.depthMax()) {
            scope.rollBack();
            return new Reply.QueueFull();
        }
        if (!artifacts.use(artifactIds(written.inputs()))) {
            scope.rollBack();
            return new Reply.InputGone();
        }
        JobRow row = draft.inQueue(waiting);
        jobs.save(row);
        accepted(row);
        for (JobRow step : written.steps()) {
            jobs.save(step);
            accepted(step);
        }
        if (!written.inputs().isEmpty()) {
            jobInputs.saveAll(written.inputs());
        }
        if (!written.links().isEmpty()) {
            chainSteps.saveAll(written.links());
        }
        return new Reply.Taken(row);
    }

    private void accepted(JobRow row) {
        events.append(
                row.id(),
                JobEventRow.Kind.ACCEPTED.name(),
                null,
                null,
                null,
                row.quote().total());
    }

    private static List<String> artifactIds(List<JobInputRow> inputs) {
        return inputs.stream()
                .map(JobInputRow::artifactId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Optional<JobRow> find(JobRow draft) {
        return transactions.read(() -> jobs.findById(draft.id()));
    }

    private Optional<Reply> existing(JobRow draft) {
        return find(draft).map(Reply.Existing::new);
    }

    /** The locking read waits for the lost transaction to end, so what it finds, or does not, is final. */
    private Optional<JobRow> lookUp(JobRow draft, CommitUnknownException lost) {
        long deadline = System.nanoTime() + LOOK_UP_MAX.toNanos();
        DatabaseException last = lost;
        while (System.nanoTime() < deadline) {
            try {
                return transactions.write(scope -> jobs.findDecisively(draft.id()));
            } catch (DatabaseException e) {
                last = e;
            }
        }
        throw new AcceptanceUnknownException(draft.jobId(), last);
    }
}
