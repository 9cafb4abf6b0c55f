package dev.darkroom.activities.ledger;

import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What a key with a monthly limit has spent: the prices of the jobs that were taken with it in a month, UTC, less what
 * of them came back in that month. It is called inside the transactions of those jobs, with the tenant's wallet locked.
 */
@Singleton
public final class KeySpend {

    private final KeySpendRepository keys;

    KeySpend(KeySpendRepository keys) {
        this.keys = keys;
    }

    /** Counts a price, if the key's month has room for it. The month is the database's. */
    public boolean spend(String key, MicroUsd price) {
        return keys.spend(key, price.value()) == 1;
    }

    /**
     * Gives room back to a key with a limit. What comes back in a later month than it was spent in gives none.
     *
     * @param spentAt when the job was taken
     */
    public void giveBack(String key, Instant spentAt, MicroUsd amount) {
        if (!amount.isZero()) {
            keys.giveBack(key, YearMonth.from(spentAt.atOffset(ZoneOffset.UTC)).toString(), amount.value());
        }
    }
}
