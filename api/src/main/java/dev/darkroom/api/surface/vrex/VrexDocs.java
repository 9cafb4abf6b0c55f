package dev.darkroom.api.surface.vrex;

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
interface VrexDocs {

    /** The shapes of a refusal; the document has a response of its own for each status. */
    @ApiResponse(
            responseCode = "4XX",
            description = "Refused.",
            content = @Content(schema = @Schema(implementation = VrexErrors.Body.class)))
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface Refusals {}

    @Operation(
            operationId = "generate",
            summary = "Ask for images",
            description = "Answers at once. Read the job, or be told by webhook, for the images.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Ask.class),
                            examples = {
                                @ExampleObject(name = "least", value = """
                                    {"prompt":"a red fox in the snow"}\
                                    """),
                                @ExampleObject(name = "batch", value = """
                                    {"prompt":"a red fox in the snow","n":4,"size":"1280x720","model":"nano-banana-2","seed":7}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; the price is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = VrexReply.Accepted.class),
                            examples = @ExampleObject(name = "accepted")))
    @ApiResponse(
            responseCode = "200",
            description = "With `dry_run`: the price. Nothing was made.",
            content =
                    @Content(
                            schema = @Schema(implementation = VrexReply.DryRun.class),
                            examples = @ExampleObject(name = "dry-run")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Generate {}

    @Operation(operationId = "image", summary = "Read a job")
    @ApiResponse(
            responseCode = "200",
            description = "The job as it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = VrexReply.Image.class),
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

    @Operation(operationId = "usage", summary = "Read the balance, and what was made of it")
    @ApiResponse(
            responseCode = "200",
            description = "What can be spent; what was delivered and paid.",
            content =
                    @Content(
                            schema = @Schema(implementation = VrexReply.Account.class),
                            examples = @ExampleObject(name = "usage")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Account {}

    /**
     * A request for images.
     *
     * @param prompt what is to be seen; white space alone is nothing
     * @param n how many images
     * @param size in pixels; 1024x1024 unless said
     * @param seed the same seed makes the same images again
     * @param webhookUrl an https address that is told of the end
     * @param outputFormat whether a read shows URLs, as unless said, or the names of the objects
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VrexRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Ask(
            @Schema(minLength = 1, maxLength = VrexRequest.PROMPT_MAX)
            String prompt,

            @Schema(minimum = "1", maximum = "4", defaultValue = "1") @Nullable
            Integer n,

            @Schema(
                    type = "string",
                    allowableValues = {"1024x1024", "1280x720", "720x1280", "1920x1080"})
            @Nullable
            String size,

            @Schema(defaultValue = VrexRequest.MODEL) @Nullable
            String model,

            @Schema(minimum = "0") @Nullable Long seed,

            @Schema(format = "uri", maxLength = VrexRequest.URL_MAX) @Nullable
            String webhookUrl,

            @Schema(
                    type = "string",
                    allowableValues = {VrexRequest.URL, VrexRequest.RAW_KEY})
            @Nullable
            String outputFormat) {}
}
