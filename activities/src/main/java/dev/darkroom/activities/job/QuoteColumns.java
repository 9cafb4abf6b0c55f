package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import io.micronaut.data.annotation.Embeddable;

/**
 * The columns {@code quote_*}: what was promised at acceptance.
 *
 * @param unitPrice micro-USD
 * @param total micro-USD: what is held, then debited
 * @param queuePosition how many of the tenant's jobs were waiting before this one
 */
@Embeddable
public record QuoteColumns(String what, long unitPrice, PriceUnit per, long total, int queuePosition) {

    public static QuoteColumns of(Quote quote, int queuePosition) {
        return new QuoteColumns(
                quote.what(),
                quote.unitPrice().value(),
                quote.per(),
                quote.total().value(),
                queuePosition);
    }

    public MicroUsd price() {
        return new MicroUsd(total);
    }

    /** The promise, for so many images. */
    public Quote quote(int images) {
        return new Quote(what, new MicroUsd(unitPrice), images, per);
    }
}
