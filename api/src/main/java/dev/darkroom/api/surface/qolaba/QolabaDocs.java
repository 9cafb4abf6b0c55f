package dev.darkroom.api.surface.qolaba;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** What the published document says of this surface's routes. */
interface QolabaDocs {

    /** The shapes of a refusal; the document has a response of its own for each status. */
    @ApiResponse(
            responseCode = "4XX",
            description = "Refused.",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                QolabaErrors.Body.class,
                                                QolabaErrors.Unpaid.class,
                                                QolabaErrors.Limited.class
                                            })))
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface Refusals {}

    @Operation(
            operationId = "generate",
            summary = "Ask for images",
            description = "Waits for the images, unless `celery` is true. Who hangs up cancels nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Ask.class),
                            examples = {
                                @ExampleObject(name = "least", value = """
                                    {"model":"vertex/nano-banana-flash","prompt":"a red fox in the snow"}\
                                    """),
                                @ExampleObject(name = "at-once", value = """
                                    {"model":"openai/gpt-image-2","prompt":"a red fox in the snow","quality":"medium","celery":true}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "The images; with `dry_run`: the price, and nothing was made.",
            content =
                    @Content(
                            schema = @Schema(implementation = Answer.class),
                            examples = {
                                @ExampleObject(name = "result"),
                                @ExampleObject(name = "dry-run"),
                                @ExampleObject(name = "dry-run-per-call")
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "With `celery`, or where the time to wait was over: a task that goes on.",
            content =
                    @Content(
                            schema = @Schema(implementation = QolabaReply.Accepted.class),
                            examples = @ExampleObject(name = "accepted")))
    @ApiResponse(
            responseCode = "502",
            description = "The task failed, and was refunded.",
            content =
                    @Content(
                            schema = @Schema(implementation = QolabaErrors.Failed.class),
                            examples = {@ExampleObject(name = "waited-failed"), @ExampleObject(name = "waited-canceled")
                            }))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Generate {}

    @Operation(operationId = "getTask", summary = "Read a task")
    @ApiResponse(
            responseCode = "200",
            description = "The task as it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = QolabaReply.Task.class),
                            examples = {
                                @ExampleObject(name = "job-queued"),
                                @ExampleObject(name = "job-running"),
                                @ExampleObject(name = "job-succeeded"),
                                @ExampleObject(name = "job-failed")
                            }))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}

    /** One of two shapes. */
    @Schema(oneOf = {QolabaReply.Result.class, QolabaReply.DryRun.class})
    interface Answer {}

    /**
     * A request for images.
     *
     * @param prompt what is to be seen; white space alone is nothing
     * @param celery whether the answer comes at once
     * @param aspectRatio one of the model's
     * @param quality one of the model's
     * @param numImages how many images
     * @param seed the same seed makes the same images again, where the model has one
     * @param numInferenceSteps where the model has them
     * @param guidanceScale where the model has it
     * @param temperature where the model has it
     * @param negativePrompt what is not to be seen, where the model has one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "QolabaRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Ask(
            String model,

            @Schema(minLength = 1, maxLength = QolabaRequest.PROMPT_MAX) @Nullable
            String prompt,

            @Schema(defaultValue = "false") @Nullable Boolean celery,
            @Nullable String aspectRatio,
            @Nullable String quality,
            @Schema(minimum = "1", maximum = "10") @Nullable Integer numImages,
            @Schema(minimum = "0") @Nullable Long seed,

            @Schema(minimum = "1", maximum = "150") @Nullable
            Integer numInferenceSteps,

            @Schema(minimum = "0", maximum = "30") @Nullable Double guidanceScale,
            @Schema(minimum = "0", maximum = "2") @Nullable Double temperature,

            @Schema(maxLength = QolabaRequest.NEGATIVE_PROMPT_MAX) @Nullable
            String negativePrompt) {}
}
