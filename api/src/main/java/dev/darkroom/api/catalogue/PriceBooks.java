package dev.darkroom.api.catalogue;

import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.MoneyUnit;
import dev.darkroom.api.core.PricesConfig;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads prices, each in the unit of its book. A price that is not whole there, or not a whole number of micro-USD, stops
 * the start.
 */
@Singleton
final class PriceBooks {

    /** The surfaces that have no book of their own, and whose they take. */
    private static final Map<String, String> BORROWED = Map.of(OfferReader.OPENAI, OfferReader.NATIVE);

    private static final BigDecimal QOLABA_CREDIT_USD = new BigDecimal("0.005");

    private final Map<String, MoneyUnit> units;

    PriceBooks(PricesConfig config) {
        units = Map.of(
                "vrex",
                MoneyUnit.USD,
                "apiframe",
                config.apiframe(),
                "stratizon",
                new MoneyUnit(1000, 4),
                "gptimage2",
                config.gptimage2(),
                "qolaba",
                MoneyUnit.USD);
    }

    /** The book that counts for requests of a surface. */
    static String of(String surface) {
        return BORROWED.getOrDefault(surface, surface);
    }

    /** The prices of one book for a model of those capabilities. */
    List<Model.Price> read(String book, Json price, Set<Capability> capabilities) {
        List<Model.Price> prices = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            if (capabilities.contains(capability)) {
                Json amounts = capability == Capability.IMAGE_TO_IMAGE
                        ? price.find("edits").orElseGet(() -> price.at("amounts"))
                        : price.at("amounts");
                amounts.fields()
                        .forEach((quality, amount) ->
                                prices.add(price(book, price, capability, quality, new Json(amount).text())));
            }
        }
        return prices;
    }

    private Model.Price price(String book, Json price, Capability capability, String quality, String amount) {
        return new Model.Price(
                book,
                capability,
                quality,
                value(book, new BigDecimal(amount)),
                PriceUnit.valueOf(price.at("per").text().toUpperCase(Locale.ROOT)),
                price.find("price_source").isPresent());
    }

    private MicroUsd value(String book, BigDecimal amount) {
        try {
            if (!isWhole(book, amount)) {
                throw new ArithmeticException("not whole");
            }
            MicroUsd value = Objects.requireNonNull(units.get(book)).value(amount);
            if (value.isZero()) {
                throw new ArithmeticException("nothing");
            }
            return value;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "the price %s is not whole in the unit of the book %s, or not in micro-USD".formatted(amount, book),
                    e);
        }
    }

    /** Two surfaces know whole credits only, and one shows dollars and whole credits side by side. */
    private static boolean isWhole(String book, BigDecimal amount) {
        BigDecimal units = book.equals("qolaba") ? amount.divide(QOLABA_CREDIT_USD) : amount;
        boolean wholeOnly = book.equals("qolaba") || book.equals("apiframe") || book.equals("gptimage2");
        return !wholeOnly || units.stripTrailingZeros().scale() <= 0;
    }
}
