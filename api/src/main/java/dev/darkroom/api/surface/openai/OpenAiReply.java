package dev.darkroom.api.surface.openai;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What came of a request, told when it is done.
 *
 * @param created seconds since 1970
 * @param data the images that were delivered, each with its {@code url} alone or its {@code b64_json} alone
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record OpenAiReply(
        long created, List<Map<String, String>> data, String outputFormat, String size, String quality, Usage usage) {

    /** Stands where the bytes of an image go, in base 64. */
    static final String BYTES = "@";

    /** Tokens, as models count that are paid by them. These are not: what is not known is 0. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Usage(int totalTokens, int inputTokens, int outputTokens, InputTokens inputTokensDetails) {

        static final Usage UNKNOWN = new Usage(0, 0, 0, new InputTokens(0, 0));
    }

    /** What the input is made of. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record InputTokens(int textTokens, int imageTokens) {}

    /**
     * An image, as an event.
     *
     * @param createdAt seconds since 1970
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Event(
            String type,
            String b64Json,
            long createdAt,
            String size,
            String quality,
            String background,
            String outputFormat,
            Usage usage) {}

    /**
     * An image as it looks on the way, as an event.
     *
     * @param createdAt seconds since 1970
     * @param partialImageIndex which preview of its image, from 0
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record PartialEvent(
            String type,
            String b64Json,
            long createdAt,
            String size,
            String quality,
            String background,
            String outputFormat,
            int partialImageIndex) {}

    /**
     * What a request would cost.
     *
     * @param route the provider that would be asked first
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Priced(boolean dryRun, String model, String route, Price price, String refundPolicy) {}

    /** The price and its lines, in US dollars. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Price(String currency, BigDecimal total, long totalMicroUsd, List<Item> items) {}

    /** One line. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Item(String what, BigDecimal unitPrice, int count, BigDecimal amount) {}

    /** The catalogue. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Models(String object, List<Model> data) {}

    /**
     * A model.
     *
     * @param created 0: the catalogue does not say when
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Model(String id, String object, long created, String ownedBy) {}
}
