package dev.darkroom.api.core;

import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.activities.ledger.StatementQuery;
import dev.darkroom.activities.ledger.TransferRow;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Transfer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller has, and how it came to be. */
@Singleton
public final class Wallets {

    private final Ledger ledger;

    Wallets(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A wallet.
     *
     * @param spendable what can be spent now
     * @param held held or charged for jobs that have not ended
     * @param pending the part of {@code held} that is not charged yet
     */
    public record View(MicroUsd spendable, MicroUsd held, MicroUsd pending) {}

    /**
     * A line of a wallet's statement.
     *
     * @param seq its place: 1 for the oldest
     * @param balanceAfter the wallet after it, held credit included
     * @param jobId hyphenated; null where it is of no job
     */
    public record Line(
            long seq,
            Instant at,
            Transfer.Kind kind,
            MicroUsd amount,
            MicroUsd balanceAfter,
            @Nullable String jobId,
            @Nullable String reason) {}

    /** The caller's wallet; a tenant without one has one with nothing in it. */
    public View of(Caller caller) {
        Standing standing = ledger.standing(caller.tenant()).orElse(new Standing(0, 0, 0));
        return new View(
                new MicroUsd(standing.spendable()),
                new MicroUsd(standing.held() + standing.escrowed()),
                new MicroUsd(standing.held()));
    }

    /**
     * The caller's statement, newest line first.
     *
     * @param before only lines with a smaller seq
     * @param since inclusive
     * @param until exclusive
     * @param kinds one or more
     */
    public List<Line> statement(
            Caller caller, long before, Instant since, Instant until, List<Transfer.Kind> kinds, int limit) {
        StatementQuery query = new StatementQuery(before, since, until, kinds, limit);
        return ledger.statement(caller.tenant(), query).stream()
                .map(Wallets::line)
                .toList();
    }

    private static Line line(TransferRow row) {
        return new Line(
                Objects.requireNonNull(row.walletSeq()),
                row.createdAt(),
                row.kind(),
                new MicroUsd(row.amount()),
                new MicroUsd(Objects.requireNonNull(row.balanceAfter())),
                row.jobId(),
                row.reason());
    }
}
