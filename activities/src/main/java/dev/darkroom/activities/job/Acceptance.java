package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.CommitUnknownException;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes jobs, in the database alone: one transaction holds the price, checks the queue and inserts the row. After its
 * commit the job is accepted, whatever becomes of this process or of Temporal.
 */
@Singleton
public final class Acceptance {

    private static final Duration LOOK_UP_MAX = Duration.ofSeconds(3);

    private final Transactions transactions;
    private final Ledger ledger;
    private final JobRepository jobs;
    private final JobEventRepository events;

    Acceptance(Transactions transactions, Ledger ledger, JobRepository jobs, JobEventRepository events) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.jobs = jobs;
        this.events = events;
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
    }

    /**
     * Takes a job.
     *
     * @param draft a row in state PENDING; its queue position is set here
     * @param keyed whether the id is derived from an idempotency key, so that the row may be there already
     * @param depthMax how many jobs of the tenant may wait at once, this one included
     * @throws AcceptanceUnknownException where the commit's answer was lost and the row could not be looked up in 3 s
     * @throws DatabaseException where the database did not answer; nothing was written
     */
    public Reply take(JobRow draft, boolean keyed, int depthMax) {
        if (!keyed) {
            return insert(draft, depthMax);
        }
        try {
            Reply reply = insert(draft, depthMax);
            return reply instanceof Reply.Taken ? reply : existing(draft).orElse(reply);
        } catch (DuplicateKeyException e) {
            return existing(draft).orElseThrow(() -> e);
        }
    }

    private Reply insert(JobRow draft, int depthMax) {
        try {
            return transactions.write(scope -> insert(draft, depthMax, scope));
        } catch (CommitUnknownException e) {
            return new Reply.Taken(lookUp(draft, e).orElseThrow(e::asNotWritten));
        }
    }

    /** The wallet comes first: its lock orders the tenant's posts, so that equal ones never wait for each other's row. */
    private Reply insert(JobRow draft, int depthMax, Transactions.Scope scope) {
        switch (ledger.hold(draft.tenant(), draft.quote().price())) {
            case Ledger.Hold.TooLittle(MicroUsd spendable) -> {
                return new Reply.TooLittleMoney(spendable);
            }
            case Ledger.Hold.NoWallet() -> {
                return new Reply.NoWallet();
            }
            case Ledger.Hold.Held() -> {}
        }
        int waiting = jobs.countWaiting(draft.tenantId(), depthMax);
        if (waiting >= depthMax) {
            scope.rollBack();
            return new Reply.QueueFull();
        }
        JobRow row = draft.inQueue(waiting);
        jobs.save(row);
        events.append(
                row.id(),
                JobEventRow.Kind.ACCEPTED.name(),
                null,
                null,
                null,
                row.quote().total());
        return new Reply.Taken(row);
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
