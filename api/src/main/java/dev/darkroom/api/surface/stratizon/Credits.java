package dev.darkroom.api.surface.stratizon;

import dev.darkroom.workflows.domain.money.MicroUsd;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The native surface's unit of money: 1000 credits are one US dollar, always shown with four decimals. */
public final class Credits {

    private static final int MICRO_USD_DECIMALS = 3;
    private static final int DECIMALS = 4;

    private Credits() {}

    /** An amount in credits. */
    public static BigDecimal of(MicroUsd amount) {
        return of(amount.value());
    }

    /**
     * An amount in credits.
     *
     * @param microUsd also below zero
     */
    public static BigDecimal of(long microUsd) {
        return BigDecimal.valueOf(microUsd, MICRO_USD_DECIMALS).setScale(DECIMALS, RoundingMode.UNNECESSARY);
    }

    /** {@code 50.0000}. */
    public static String text(MicroUsd amount) {
        return of(amount).toPlainString();
    }
}
