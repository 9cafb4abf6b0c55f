package dev.darkroom.api.surface.stratizon.tasks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain as the native surface shows it: a task with steps.
 *
 * @param progress percent; every step counts alike
 * @param output the images of the steps that no other step works from
 * @param billing of the whole chain; what its steps say of themselves is a part of it
 * @param error what the first step that failed says, unless every step succeeded or the chain goes on
 * @param onFailure {@code stop} or {@code continue}
 * @param resumedFrom the chain that it goes on from
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
public record ChainReply(
        String taskId,
        String type,
        String capability,
        String status,
        int progress,
        String createdAt,
        @Nullable String startedAt,
        @Nullable String completedAt,
        List<Step> steps,
        TaskReply.Output output,
        TaskReply.Billing billing,
        TaskReply.@Nullable Reason error,
        String onFailure,
        @Nullable String resumedFrom,
        @Nullable JsonNode metadata) {

    /**
     * A step: a task of its own.
     *
     * @param name the caller's
     * @param after the names of the steps that it works from
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Step(
            String name,
            List<String> after,
            String taskId,
            String type,
            String capability,
            String status,
            String model,
            int progress,
            String createdAt,
            @Nullable String startedAt,
            @Nullable String completedAt,
            TaskReply.Input input,
            TaskReply.Output output,
            TaskReply.Billing billing,
            TaskReply.@Nullable Reason error) {}

    /** What a chain would cost. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record Priced(boolean dryRun, PriceReply.Price price, List<PricedStep> steps, String refundPolicy) {}

    /** What a step of it would cost. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    public record PricedStep(
            String name, String model, String route, BigDecimal totalCredits, List<PriceReply.Item> items) {}
}
