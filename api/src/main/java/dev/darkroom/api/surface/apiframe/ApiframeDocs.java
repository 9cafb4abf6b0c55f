package dev.darkroom.api.surface.apiframe;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the published document says of this surface's routes. */
interface ApiframeDocs {

    /** The shapes of a refusal; the document has a response of its own for each status. */
    @ApiResponse(
            responseCode = "4XX",
            description = "Refused.",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                ApiframeErrors.Body.class,
                                                ApiframeErrors.Unknown.class,
                                                ApiframeErrors.Unpaid.class
                                            })))
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface Refusals {}

    @Operation(
            operationId = "generateImage",
            summary = "Ask for images",
            description = "Answers at once. Read the job, or be told by webhook, for the images.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Ask.class),
                            examples = {
                                @ExampleObject(name = "least", value = """
                                    {"prompt":"a red fox in the snow","model":"nano-banana-2"}\
                                    """),
                                @ExampleObject(name = "midjourney", value = """
                                    {"prompt":"a red fox in the snow","model":"midjourney","midjourneyParams":{"aspectRatio":"16:9"}}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; the price is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = ApiframeReply.Accepted.class),
                            examples = @ExampleObject(name = "accepted")))
    @ApiResponse(
            responseCode = "200",
            description = "With `dry_run`: the price. Nothing was made.",
            content =
                    @Content(
                            schema = @Schema(implementation = ApiframeReply.DryRun.class),
                            examples = {@ExampleObject(name = "dry-run"), @ExampleObject(name = "dry-run-per-image")}))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Generate {}

    @Operation(operationId = "getJob", summary = "Read a job")
    @ApiResponse(
            responseCode = "200",
            description = "The job as it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = ApiframeReply.Job.class),
                            examples = {
                                @ExampleObject(name = "job-queued"),
                                @ExampleObject(name = "job-running"),
                                @ExampleObject(name = "job-succeeded"),
                                @ExampleObject(name = "job-midjourney"),
                                @ExampleObject(name = "job-failed")
                            }))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}

    @Operation(
            operationId = "listJobs",
            summary = "List jobs, newest first",
            parameters = {
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        description = "Only jobs of this status.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"QUEUED", "PROCESSING", "COMPLETED", "FAILED"})),
                @Parameter(
                        name = "model",
                        in = ParameterIn.QUERY,
                        description = "Only jobs of this model.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "limit",
                        in = ParameterIn.QUERY,
                        description = "How many.",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20")),
                @Parameter(
                        name = "cursor",
                        in = ParameterIn.QUERY,
                        description = "The `nextCursor` of the page before.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description = "The id of a job.",
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "A page of them.",
            content =
                    @Content(
                            schema = @Schema(implementation = ApiframeReply.Page.class),
                            examples = @ExampleObject(name = "jobs")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadPage {}

    @Operation(operationId = "me", summary = "Read who asks, and what can be spent")
    @ApiResponse(
            responseCode = "200",
            description = "The user, the team and the key.",
            content =
                    @Content(
                            schema = @Schema(implementation = ApiframeReply.Me.class),
                            examples = @ExampleObject(name = "me")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Self {}

    /**
     * A request for images. The parameters of a model are in the field of its family, like {@code midjourneyParams}, or
     * in {@code params}; {@code GET /v1/models} has their schemas.
     *
     * @param prompt what is to be seen; white space alone is nothing
     * @param webhookUrl an https address that is told of what happens
     * @param params the model's own parameters
     */
    @Schema(name = "ApiframeRequest", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Ask(
            @Schema(minLength = 1, maxLength = ApiframeRequest.PROMPT_MAX)
            String prompt,

            String model,

            @Schema(format = "uri", maxLength = ApiframeRequest.URL_MAX) @Nullable
            String webhookUrl,

            @ArraySchema(
                    minItems = 1,
                    schema =
                            @Schema(
                                    type = "string",
                                    allowableValues = {"progress", "completed", "failed"}))
            @Nullable
            List<String> webhookEvents,

            @Nullable Map<String, Object> params) {}
}
