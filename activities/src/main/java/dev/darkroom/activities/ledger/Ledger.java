package dev.darkroom.activities.ledger;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Settlement;
import dev.darkroom.workflows.domain.money.Transfer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where money moves. The movements of a job are called inside the transaction that changes the job's state, behind that
 * change; (job, kind) is the second fence.
 */
@Singleton
public final class Ledger {

    // A wallet that moved between a refusal and the look at it is asked again.
    private static final int LOOKS_MAX = 3;

    private final WalletRepository wallets;
    private final TransferRepository transfers;
    private final Transactions transactions;

    Ledger(WalletRepository wallets, TransferRepository transfers, Transactions transactions) {
        this.wallets = wallets;
        this.transfers = transfers;
        this.transactions = transactions;
    }

    /** What became of a wish to hold a price. */
    public sealed interface Hold {
        /** It is held. */
        record Held() implements Hold {}

        /** The wallet does not cover it. */
        record TooLittle(MicroUsd spendable) implements Hold {}

        /** There is no wallet. */
        record NoWallet() implements Hold {}

        /**
         * The images of this day are used up.
         *
         * @param left until the next day
         */
        record DailyCap(Duration left) implements Hold {}
    }

    /** What became of a grant. */
    public enum Grant {
        GIVEN,
        GIVEN_BEFORE,
        TOO_MUCH
    }

    /**
     * Sets a price aside, if the wallet covers it and the day has room for the images. The wallet's row stays locked
     * until the transaction ends. The images of a day are those that were asked for: one that is not delivered is
     * counted all the same.
     *
     * @param dailyImages how many the tenant may ask for in a day, UTC; null for no cap
     */
    public Hold hold(TenantId tenant, MicroUsd price, int images, @Nullable Integer dailyImages) {
        MicroUsd spendable = MicroUsd.ZERO;
        for (int look = 0; look < LOOKS_MAX; look++) {
            if (wallets.hold(tenant.text(), price.value(), images, dailyImages) == 1) {
                return new Hold.Held();
            }
            Optional<WalletRoom> room = wallets.room(tenant.text());
            if (room.isEmpty()) {
                return new Hold.NoWallet();
            }
            spendable = new MicroUsd(room.get().spendable());
            if (spendable.compareTo(price) < 0) {
                return new Hold.TooLittle(spendable);
            }
            if (room.get().lacks(images, dailyImages)) {
                return new Hold.DailyCap(room.get().dayLeft());
            }
        }
        return new Hold.TooLittle(spendable);
    }

    /** Gives a held price free: for a job that ends before its debit. */
    public void release(TenantId tenant, MicroUsd price) {
        require(wallets.release(tenant.text(), price.value()));
    }

    /** Turns a held price into a movement, wallet to escrow. */
    public void debit(TenantId tenant, JobId job, MicroUsd price) {
        if (price.isZero()) {
            return;
        }
        require(wallets.charge(tenant.text(), price.value()));
        append(Transfer.debit(tenant, job, price), tenant, job.text(), null, null);
    }

    /** Gives a step its price, out of its chain's escrow. */
    public void fund(TenantId tenant, JobId chain, JobId step, MicroUsd price) {
        if (!price.isZero()) {
            append(Transfer.fund(chain, step, price), tenant, step);
        }
    }

    /** Empties a step's escrow: what was delivered to revenue, the rest back to its chain's. */
    public void settleStep(TenantId tenant, JobId chain, JobId step, Settlement settlement) {
        if (!settlement.captured().isZero()) {
            append(Transfer.capture(step, settlement.captured()), tenant, step);
        }
        if (!settlement.refunded().isZero()) {
            append(Transfer.giveBack(chain, step, settlement.refunded()), tenant, step);
        }
    }

    /** Gives what is left in a job's escrow back to the wallet. */
    public void refund(TenantId tenant, JobId job, MicroUsd amount) {
        if (!amount.isZero()) {
            require(wallets.pay(tenant.text(), amount.value(), MicroUsd.MAX_VALUE));
            append(Transfer.refund(tenant, job, amount), tenant, job.text(), null, null);
        }
    }

    /** Empties a job's escrow: what was delivered to revenue, the rest to the wallet. */
    public void settle(TenantId tenant, JobId job, Settlement settlement) {
        if (!settlement.captured().isZero()) {
            append(Transfer.capture(job, settlement.captured()), tenant, job);
        }
        refund(tenant, job, settlement.refunded());
    }

    /** Books what a provider bills for a job that its caller does not pay. No wallet is touched. */
    public void lose(TenantId tenant, JobId job, MicroUsd amount) {
        if (!amount.isZero()) {
            append(Transfer.loss(amount), tenant, job);
        }
    }

    /**
     * Gives credit, opening the wallet where there is none.
     *
     * @param onceId where given, a second grant to the tenant under the same name gives nothing
     */
    public Grant grant(TenantId tenant, MicroUsd amount, String reason, @Nullable String onceId) {
        try {
            return transactions.write(scope -> {
                wallets.open(tenant.text());
                if (wallets.pay(tenant.text(), amount.value(), MicroUsd.MAX_VALUE) == 0) {
                    return Grant.TOO_MUCH;
                }
                append(Transfer.grant(tenant, amount), tenant, null, onceId, reason);
                return Grant.GIVEN;
            });
        } catch (DuplicateKeyException e) {
            return Grant.GIVEN_BEFORE;
        }
    }

    /**
     * Sets below which amount to spend a wallet is low. Each time that it becomes so, one {@code wallet.low} is written
     * for its tenant, by the statement that makes it so.
     *
     * @param lowAt null for never
     * @return false where the tenant has no wallet
     */
    public boolean watch(TenantId tenant, @Nullable MicroUsd lowAt) {
        return transactions.write(scope -> wallets.watch(tenant.text(), lowAt == null ? null : lowAt.value())) == 1;
    }

    /** Below which amount to spend a wallet is low; empty where that is not set. */
    public Optional<MicroUsd> lowAt(TenantId tenant) {
        return transactions.read(() -> wallets.lowAt(tenant.text())).map(MicroUsd::new);
    }

    /** The wallet as its owner sees it; empty where the tenant has none. */
    public Optional<Standing> standing(TenantId tenant) {
        return transactions.read(() -> wallets.standing(tenant.text()));
    }

    /** Whether the lines of the wallet's statement add up to its balance; true where there is no wallet. */
    public boolean addsUp(TenantId tenant) {
        return transactions.read(() -> wallets.drift(tenant.text())).orElse(0L) == 0;
    }

    /** The wallet's statement, newest line first. */
    public List<TransferRow> statement(TenantId tenant, StatementQuery query) {
        return transactions.read(() -> transfers.statement(
                tenant.text(), query.beforeSeq(), query.since(), query.until(), query.kinds(), query.limit()));
    }

    /** Every movement of a job, oldest first. */
    public List<TransferRow> movements(JobId job) {
        return transactions.read(() -> transfers.ofJob(job.text()));
    }

    private void append(Transfer transfer, TenantId tenant, JobId job) {
        require(transfers.append(
                transfer.kind().name(),
                transfer.debit().code(),
                transfer.credit().code(),
                transfer.amount().value(),
                tenant.text(),
                job.text()));
    }

    private void append(
            Transfer transfer,
            TenantId tenant,
            @Nullable String job,
            @Nullable String onceId,
            @Nullable String reason) {
        require(transfers.appendToStatement(
                transfer.kind().name(),
                transfer.debit().code(),
                transfer.credit().code(),
                transfer.amount().value(),
                tenant.text(),
                job,
                onceId,
                reason));
    }

    /** A movement behind its state change always meets its condition; where it does not, the books are wrong. */
    private static void require(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("a movement of money met %d rows".formatted(rows));
        }
    }
}
