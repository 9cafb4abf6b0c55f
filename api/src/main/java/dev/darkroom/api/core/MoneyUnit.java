package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.money.MicroUsd;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A unit in which a surface shows money. What it shows is exact: a unit that would leave a remainder cannot be made.
 *
 * @param microUsd what one unit is worth; no prime factor but 2 and 5
 * @param decimals how many decimals are shown at least
 */
public record MoneyUnit(long microUsd, int decimals) {

    /** US dollars, with as many decimals as the amount has. */
    public static final MoneyUnit USD = new MoneyUnit(1_000_000, 0);

    public MoneyUnit {
        long rest = microUsd;
        for (int factor : new int[] {2, 5}) {
            while (rest > 0 && rest % factor == 0) {
                rest /= factor;
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException("a unit of money divides exactly into decimals");
        }
    }

    /** An amount, exactly, never in exponent form. */
    public BigDecimal of(MicroUsd amount) {
        return of(amount.value());
    }

    /**
     * An amount, exactly, never in exponent form.
     *
     * @param amount micro-USD, also below zero
     */
    public BigDecimal of(long amount) {
        BigDecimal exact = BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(microUsd));
        BigDecimal shortest = exact.stripTrailingZeros();
        return shortest.setScale(Math.max(decimals, shortest.scale()), RoundingMode.UNNECESSARY);
    }

    /** Whole units, rounded down: how a balance is shown in a unit that its surface never divides. */
    public long whole(MicroUsd amount) {
        return amount.value() / microUsd;
    }

    /**
     * The value of so many units.
     *
     * @throws ArithmeticException where it is not a whole number of micro-USD, or out of bounds
     */
    public MicroUsd value(BigDecimal units) {
        return new MicroUsd(units.multiply(BigDecimal.valueOf(microUsd)).longValueExact());
    }
}
