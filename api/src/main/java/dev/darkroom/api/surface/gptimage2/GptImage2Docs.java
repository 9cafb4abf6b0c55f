package dev.darkroom.api.surface.gptimage2;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the published document says of this surface's routes. */
interface GptImage2Docs {

    /** The shapes of a refusal; the document has a response of its own for each status. */
    @ApiResponse(
            responseCode = "4XX",
            description = "Refused.",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                GptImage2Errors.Body.class,
                                                GptImage2Errors.Invalid.class,
                                                GptImage2Errors.Blocked.class,
                                                GptImage2Errors.Unpaid.class
                                            })))
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface Refusals {}

    @Operation(
            operationId = "generateImage",
            summary = "Ask for an image",
            description = "Answers at once. Read the task for the image.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Ask.class),
                            examples = {
                                @ExampleObject(name = "least", value = """
                                    {"prompt":"a red fox in the snow"}\
                                    """),
                                @ExampleObject(name = "wide", value = """
                                    {"prompt":"a red fox in the snow","model":"nano-banana-2","aspectRatio":"16:9","resolution":"2K"}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "Accepted, and the price is held; with `dry_run`: the price, and nothing was made.",
            content =
                    @Content(
                            schema = @Schema(implementation = Answer.class),
                            examples = {@ExampleObject(name = "accepted"), @ExampleObject(name = "dry-run")}))
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
                            schema = @Schema(implementation = GptImage2Reply.Task.class),
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
    @Schema(oneOf = {GptImage2Reply.Accepted.class, GptImage2Reply.DryRun.class})
    interface Answer {}

    /**
     * A request for an image.
     *
     * @param prompt what is to be seen; white space alone is nothing
     * @param providerInput what is passed through to the provider, by its own names; only keys that the model allows
     */
    @Schema(name = "GptImage2Request", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Ask(
            @Schema(minLength = 1, maxLength = GptImage2Request.PROMPT_MAX)
            String prompt,

            @Schema(defaultValue = GptImage2Request.MODEL) @Nullable
            String model,

            @Schema(
                    type = "string",
                    allowableValues = {"auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "4:5", "5:4", "21:9"})
            @Nullable
            String aspectRatio,

            @Schema(
                    type = "string",
                    allowableValues = {"1K", "2K", "4K"})
            @Nullable
            String resolution,

            @Schema(
                    type = "string",
                    allowableValues = {"png", "jpeg", "webp"})
            @Nullable
            String outputFormat,

            @Nullable Map<String, Object> providerInput) {}
}
