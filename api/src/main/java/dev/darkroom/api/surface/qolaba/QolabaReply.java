package dev.darkroom.api.surface.qolaba;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the qolaba surface answers. */
sealed interface QolabaReply {

    /**
     * A task was made, and nobody has waited for its end.
     *
     * @param status always {@code PENDING}
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Accepted(String taskId, String status, String type) implements QolabaReply {}

    /**
     * What came of a task.
     *
     * @param prompt null once retention has blanked it
     * @param seed left out where the request fixed none
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Result(
            String taskId,
            @Nullable String prompt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long seed,

            List<Image> images,
            Usage usage)
            implements QolabaReply {}

    /**
     * A stored image.
     *
     * @param url good for an hour from now
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Image(String url, int width, int height, String contentType) {}

    /** How many images were delivered, and what was paid for them. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Usage(int imagesGenerated, BigDecimal costUsd, BigDecimal costCredits) {}

    /**
     * A task as it is now.
     *
     * @param output null until there are images
     * @param error the code of why it ended without success
     * @param errorDetail the same in a sentence
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Task(
            String taskId,
            String type,
            String status,
            @Nullable Result output,
            @Nullable String error,
            @Nullable String errorDetail,
            String createdAt,
            String updatedAt)
            implements QolabaReply {}

    /**
     * What a request would cost.
     *
     * @param route the provider that would be asked first
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record DryRun(boolean dryRun, String model, String route, Price price, String refundPolicy)
            implements QolabaReply {}

    /** A price and its lines, in US dollars. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Price(String currency, BigDecimal total, long totalMicroUsd, List<Item> items) {}

    /** One line of a price. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Item(String what, BigDecimal unitPrice, int count, BigDecimal amount) {}
}
