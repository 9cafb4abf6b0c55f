package dev.darkroom.api.surface.stratizon.wallet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.surface.stratizon.Credits;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/**
 * A wallet.
 *
 * @param balanceCredits what can be spent now
 * @param heldCredits held or charged for tasks that have not ended
 * @param pendingCredits the part of {@code heldCredits} that is not charged yet
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record WalletReply(
        BigDecimal balanceCredits,
        BigDecimal heldCredits,
        BigDecimal pendingCredits,
        long balanceMicroUsd,
        long heldMicroUsd,
        long pendingMicroUsd,
        String currency) {

    static WalletReply of(Wallets.View wallet) {
        return new WalletReply(
                Credits.of(wallet.spendable()),
                Credits.of(wallet.held()),
                Credits.of(wallet.pending()),
                wallet.spendable().value(),
                wallet.held().value(),
                wallet.pending().value(),
                "credits");
    }
}
