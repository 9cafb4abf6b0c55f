package dev.darkroom.api.surface.vrex;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the vrex surface answers. Amounts are US dollars, with as many decimals as they have. */
sealed interface VrexReply {

    /**
     * A job was accepted.
     *
     * @param queuePosition how many jobs wait before it
     * @param pollUrl the path under which it is read
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Accepted(String id, String status, BigDecimal estimatedCostUsd, int queuePosition, String pollUrl)
            implements VrexReply {}

    /**
     * A job as it is now.
     *
     * @param imageUrls null until there are any
     * @param costUsd what was debited
     * @param actualCostUsd what was debited and not refunded; null until the job has ended
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Image(
            String id,
            String status,
            int n,
            String size,
            String model,
            @Nullable List<String> imageUrls,
            BigDecimal costUsd,
            @Nullable BigDecimal actualCostUsd,
            @Nullable String error,
            @Nullable String errorCode,
            String createdAt,
            @Nullable String completedAt)
            implements VrexReply {}

    /**
     * What a request would cost.
     *
     * @param route the provider that would be asked first
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record DryRun(boolean dryRun, String model, String route, Price price, String refundPolicy) implements VrexReply {}

    /** A price and its lines. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Price(String currency, BigDecimal total, long totalMicroUsd, List<Item> items) {}

    /** One line of a price. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Item(String what, BigDecimal unitPrice, int count, BigDecimal amount) {}

    /**
     * What the caller has, and has had made.
     *
     * @param balanceUsd what can be spent now
     * @param bonusUsd always 0: a wallet has one balance
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Account(BigDecimal balanceUsd, BigDecimal bonusUsd, long balanceMicroUsd, long bonusMicroUsd, Usage usage)
            implements VrexReply {}

    /** Images delivered and dollars spent: in all, and of the jobs of this day, UTC. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Usage(long imagesTotal, long imagesToday, BigDecimal spentUsdTotal, BigDecimal spentUsdToday) {}
}
