package dev.darkroom.api.surface.stratizon.tasks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the native surface shows it.
 *
 * @param model the resolved model
 * @param progress percent
 * @param error why, unless the task succeeded or goes on
 * @param metadata as it was given
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
public record TaskReply(
        String taskId,
        String type,
        String capability,
        String status,
        String model,
        int progress,
        String createdAt,
        @Nullable String startedAt,
        @Nullable String completedAt,
        Input input,
        Output output,
        Billing billing,
        @Nullable Reason error,
        @Nullable JsonNode metadata) {

    /** What was asked for; the prompt is null once retention has blanked it. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Input(@Nullable String prompt, List<Given> images) {}

    /**
     * An image that the task works from.
     *
     * @param artifactId null as long as it is not stored
     * @param role {@code reference} or {@code mask}
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Given(@Nullable String artifactId, String role) {}

    /** What came of it. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Output(List<Image> images, List<Missing> missing) {}

    /**
     * A stored image.
     *
     * @param url good for an hour from now
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Image(String url, String artifactId, int width, int height, String contentType, String sha256) {}

    /** An image that was asked for and not delivered. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Missing(int index, String code, String message) {}

    /** What it costs, in credits with four decimals. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Billing(BigDecimal chargedCredits, BigDecimal refundedCredits, String currency) {}

    /** Why a task ended without success. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Reason(String code, String message) {}

    /** A page of tasks, newest first. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(List<?> tasks, @Nullable String nextCursor) {}
}
