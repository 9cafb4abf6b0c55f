package dev.darkroom.api.surface.gptimage2;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gptimage2 surface answers. Amounts are credits. */
sealed interface GptImage2Reply {

    /**
     * A task was accepted.
     *
     * @param status 0: it waits
     */
    @Serdeable
    record Accepted(String taskId, int status, BigDecimal creditsUsed) implements GptImage2Reply {}

    /**
     * A task as it is now. The service has published two shapes of it; this is both in one, so that what one of them
     * has under another name is here twice.
     *
     * @param status 0 while it goes on, 1 with images, 2 without
     * @param prompt null once retention has blanked it
     * @param imageUrls good for an hour from now
     * @param outputImageUrls the same
     * @param videoUrl always null
     * @param creditsUsed what it was charged; where a part went back, the rest
     * @param creditsRefunded whether all of it went back
     * @param creditRefunded the same
     */
    @Serdeable
    record Task(
            String taskId,
            String id,
            String type,
            int status,
            String model,
            @Nullable String prompt,
            List<String> imageUrls,
            List<String> outputImageUrls,
            @Nullable String videoUrl,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            BigDecimal creditsUsed,
            boolean creditsRefunded,
            boolean creditRefunded,
            String createdAt,
            String updatedAt,
            @Nullable String completedAt)
            implements GptImage2Reply {}

    /**
     * What a request would cost, in the words that all surfaces have for it.
     *
     * @param route the provider that would be asked first
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record DryRun(boolean dryRun, String model, String route, Price price, String refundPolicy)
            implements GptImage2Reply {}

    /** A price and its lines. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Price(String currency, BigDecimal total, long totalMicroUsd, List<Item> items) {}

    /** One line of a price. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Item(String what, BigDecimal unitPrice, int count, BigDecimal amount) {}
}
