package dev.darkroom.api.admin;

import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.audit.Audit;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Supplier;

/** What the operator's commands share. */
final class Operator {

    private static final int SUBJECT_MAX = 150;
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

    /** Text of the operator's own as the subject of an act, no longer than a name can be. */
    static String subject(String text) {
        return text.substring(0, Math.min(text.length(), SUBJECT_MAX));
    }

    /** Does something and writes down that it was done. Where it throws, nothing was done. */
    static <T> T noted(Beans beans, Act.Kind kind, String subject, Report detail, Supplier<T> work) {
        return beans.get(Audit.class).noted(Act.ofOperator(kind, subject, detail.json()), work);
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
