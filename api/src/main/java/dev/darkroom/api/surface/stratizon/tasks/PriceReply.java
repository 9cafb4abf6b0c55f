package dev.darkroom.api.surface.stratizon.tasks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a request would cost.
 *
 * @param route the provider that would be asked first
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
public record PriceReply(boolean dryRun, String model, String route, Price price, String refundPolicy) {

    private static final String PER_IMAGE =
            "Every image that is not delivered is refunded; a task that fails is refunded in full.";
    private static final String PER_CALL =
            "The price is kept once an image was delivered; a task that fails is refunded in full.";

    /** The price and its lines. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Price(BigDecimal totalCredits, long totalMicroUsd, List<Item> items) {}

    /** One line. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Item(String what, BigDecimal unitPriceCredits, int count, BigDecimal amountCredits) {}

    public static PriceReply of(AcceptReply.Priced priced) {
        Quote quote = priced.quote();
        BigDecimal total = Credits.of(quote.total());
        Item item = new Item(quote.what(), Credits.of(quote.unitPrice()), quote.units(), total);
        return new PriceReply(
                true,
                priced.offer().model().id().value(),
                priced.route(),
                new Price(total, quote.total().value(), List.of(item)),
                quote.per() == PriceUnit.IMAGE ? PER_IMAGE : PER_CALL);
    }
}
