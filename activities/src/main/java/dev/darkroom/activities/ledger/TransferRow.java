package dev.darkroom.activities.ledger;

import dev.darkroom.workflows.domain.money.Transfer;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as it was written. Rows are never changed.
 *
 * @param amount micro-USD, above zero
 * @param onceId a name under which a grant is given once
 * @param walletSeq the line of the wallet's statement; null where the wallet is not touched
 * @param balanceAfter the wallet's balance after it, micro-USD
 */
@MappedEntity("transfer")
public record TransferRow(
        @Id @GeneratedValue Long id,
        Instant createdAt,
        Transfer.Kind kind,
        String debitAccount,
        String creditAccount,
        long amount,
        String tenantId,
        @Nullable String jobId,
        @Nullable String onceId,
        @Nullable String reason,
        @Nullable Long walletSeq,
        @Nullable Long balanceAfter) {}
