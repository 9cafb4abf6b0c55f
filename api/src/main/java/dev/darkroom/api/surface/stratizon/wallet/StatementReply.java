package dev.darkroom.api.surface.stratizon.wallet;

import dev.darkroom.activities.ledger.TransferRow;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.money.Transfer;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page of a wallet's statement, newest line first. */
@Serdeable(naming = SnakeCaseStrategy.class)
record StatementReply(List<Line> entries, @Nullable String nextCursor) {

    /**
     * A line.
     *
     * @param kind grant, charge, refund or adjustment
     * @param amountCredits below zero where it was spent
     * @param balanceAfterCredits the wallet after it, held credits included
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Line(
            String id,
            String createdAt,
            String kind,
            BigDecimal amountCredits,
            BigDecimal balanceAfterCredits,
            @Nullable String taskId,
            @Nullable String reason) {}

    static Line line(TransferRow transfer) {
        boolean spent = transfer.kind() == Transfer.Kind.DEBIT;
        return new Line(
                "txn_" + transfer.id(),
                NativeFormat.time(transfer.createdAt()),
                word(transfer.kind()),
                Credits.of(spent ? -transfer.amount() : transfer.amount()),
                Credits.of(Objects.requireNonNull(transfer.balanceAfter())),
                transfer.jobId() == null ? null : NativeFormat.task(transfer.jobId()),
                transfer.reason());
    }

    /** The public word for a kind that a wallet's statement can have. */
    static String word(Transfer.Kind kind) {
        return switch (kind) {
            case GRANT -> "grant";
            case DEBIT -> "charge";
            case REFUND -> "refund";
            case CAPTURE -> throw new IllegalArgumentException("a capture does not touch the wallet");
        };
    }
}
