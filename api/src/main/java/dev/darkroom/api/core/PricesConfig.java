package dev.darkroom.api.core;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigDecimal;

/**
 * What the credits of two surfaces are worth; the other surfaces' units are fixed by their contracts.
 *
 * @param apiframeCreditUsd dollars, as a decimal
 * @param gptimage2CreditUsd dollars, as a decimal
 */
@Introspected
@ConfigurationProperties("darkroom.prices")
public record PricesConfig(
        @Setting("What a credit of the apiframe surface costs, in US dollars") @Bindable(defaultValue = "0.01")
        String apiframeCreditUsd,

        @Setting("What a credit of the gptimage2 surface costs, in US dollars") @Bindable(defaultValue = "0.01")
        String gptimage2CreditUsd) {

    public PricesConfig {
        unit("DARKROOM_PRICES_APIFRAME_CREDIT_USD", apiframeCreditUsd);
        unit("DARKROOM_PRICES_GPTIMAGE2_CREDIT_USD", gptimage2CreditUsd);
    }

    /** The credits of the apiframe surface. */
    public MoneyUnit apiframe() {
        return unit("DARKROOM_PRICES_APIFRAME_CREDIT_USD", apiframeCreditUsd);
    }

    /** The credits of the gptimage2 surface. */
    public MoneyUnit gptimage2() {
        return unit("DARKROOM_PRICES_GPTIMAGE2_CREDIT_USD", gptimage2CreditUsd);
    }

    private static MoneyUnit unit(String variable, String dollars) {
        try {
            return new MoneyUnit(MoneyUnit.USD.value(new BigDecimal(dollars)).value(), 0);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new InvalidSettingException(variable, "dollars like 0.01, whose only prime factors are 2 and 5");
        }
    }
}
