package dev.darkroom.activities.ledger;

import io.micronaut.core.annotation.Introspected;

/**
 * A wallet as its owner sees it, read in one statement, in micro-USD.
 *
 * @param balance what was paid in and not charged
 * @param held the part of {@code balance} that accepted jobs will be charged
 * @param escrowed what was charged for jobs that have not ended
 */
@Introspected
public record Standing(long balance, long held, long escrowed) {

    /** What can be spent now. */
    public long spendable() {
        return balance - held;
    }
}
