package dev.darkroom.api.admin;

import dev.darkroom.workflows.domain.money.MicroUsd;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the operator's commands share. */
final class Operator {

    private static final int MICRO_DECIMALS = 6;
    private static final String USD_FORM = "an amount in US dollars has at most six decimals and is not below zero";

    private Operator() {}

    /** Something that the operator asked for and that cannot be done. Its text is for the operator. */
    static final class CannotException extends RuntimeException {
        CannotException(String message) {
            super(message);
        }
    }

    /** The tenant of that name or id. */
    static TenantRow tenant(Tenants tenants, String nameOrId) {
        return tenants.find(nameOrId)
                .orElseThrow(() -> new CannotException("there is no tenant " + nameOrId + "; see `tenant list`"));
    }

    /** Dollars as an operator writes them: {@code 10} or {@code 0.05}. */
    static MicroUsd usd(BigDecimal dollars) {
        try {
            return new MicroUsd(dollars.movePointRight(MICRO_DECIMALS).longValueExact());
        } catch (ArithmeticException e) {
            throw new CannotException(USD_FORM);
        }
    }

    /** Micro-USD as dollars, without needless zeros: {@code 9.95}. */
    static BigDecimal dollars(long microUsd) {
        BigDecimal dollars = BigDecimal.valueOf(microUsd, MICRO_DECIMALS).stripTrailingZeros();
        return dollars.scale() < 0 ? dollars.setScale(0, RoundingMode.UNNECESSARY) : dollars;
    }
}
