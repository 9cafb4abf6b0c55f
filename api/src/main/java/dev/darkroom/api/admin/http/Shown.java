package dev.darkroom.api.admin.http;

import dev.darkroom.api.core.MoneyUnit;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the admin API writes times and money, and reads the latter. */
final class Shown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern USD = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,6})?");

    private Shown() {}

    /** ISO 8601, UTC, milliseconds; null where it has not happened. */
    static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : TIME.format(at);
    }

    /** Dollars, exactly: {@code 9.95}. */
    static String usd(long microUsd) {
        return MoneyUnit.USD.of(microUsd).toPlainString();
    }

    /** Dollars, exactly; null where there is no amount. */
    static @Nullable String usd(@Nullable Long microUsd) {
        return microUsd == null ? null : usd(microUsd.longValue());
    }

    /**
     * Dollars as they are written here.
     *
     * @throws BadFieldException where the text is no amount: a sign, more than six decimals, more than a wallet holds
     */
    static MicroUsd usd(String field, String text) {
        try {
            if (USD.matcher(text).matches()) {
                return MoneyUnit.USD.value(new BigDecimal(text));
            }
        } catch (ArithmeticException e) {
            // Said below.
        }
        throw new BadFieldException(
                field,
                "must be US dollars in a string, with at most six decimals, from 0 to " + usd(MicroUsd.MAX_VALUE));
    }
}
