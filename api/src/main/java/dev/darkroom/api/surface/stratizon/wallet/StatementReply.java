package dev.darkroom.api.surface.stratizon.wallet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.money.Transfer;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a wallet's statement, newest line first. */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record StatementReply(List<Line> entries, @Nullable String nextCursor) {

    /**
     * A line.
     *
     * @param kind grant, charge, refund or adjustment
     * @param amountCredits below zero where it was spent
     * @param balanceAfterCredits the wallet after it, held credits included
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(
            String id,
            String createdAt,
            String kind,
            BigDecimal amountCredits,
            BigDecimal balanceAfterCredits,
            @Nullable String taskId,
            @Nullable String reason) {}

    static Line line(Wallets.Line line) {
        long amount = line.amount().value();
        return new Line(
                "txn_" + line.seq(),
                NativeFormat.time(line.at()),
                word(line.kind()),
                Credits.of(line.kind() == Transfer.Kind.DEBIT ? -amount : amount),
                Credits.of(line.balanceAfter()),
                line.jobId() == null ? null : NativeFormat.task(line.jobId()),
                line.reason());
    }

    /** The public word for a kind that a wallet's statement can have. */
    static String word(Transfer.Kind kind) {
        return switch (kind) {
            case GRANT -> "grant";
            case DEBIT -> "charge";
            case REFUND -> "refund";
            case CAPTURE, LOSS -> throw new IllegalArgumentException(kind + " does not touch the wallet");
        };
    }
}
