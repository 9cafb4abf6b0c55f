package dev.darkroom.api.surface.stratizon.tasks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.surface.stratizon.NativeRefusals;
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

/** What the published document says of tasks. */
interface TaskDocs {

    @Operation(
            operationId = "generateImages",
            summary = "Ask for images",
            description =
                    "Answers at once, or waits with `Prefer: wait=N`. Read the task, or be told by webhook, for the"
                            + " images.",
            parameters = {
                @Parameter(
                        name = "Prefer",
                        in = ParameterIn.HEADER,
                        description = "`wait=N` waits up to N seconds (1-120) for the end.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "Cancel-After",
                        in = ParameterIn.HEADER,
                        description = "Cancels a task that has not started by then, like `30s` or `5m`.",
                        schema = @Schema(type = "string"))
            })
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Ask.class),
                            examples = {
                                @ExampleObject(name = "least", value = """
                                    {"prompt":"a red fox in the snow"}\
                                    """),
                                @ExampleObject(name = "most", value = """
                                    {"prompt":"a red fox in the snow","model":"gpt-image-2","quality":"hd","aspect_ratio":"16:9","n":2,"expires_after":600,"metadata":{"order":"4711"}}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; the price is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskReply.class),
                            examples = @ExampleObject(name = "accepted")))
    @ApiResponse(
            responseCode = "200",
            description = "With `dry_run`: the price, and nothing was made. With `Prefer: wait`: the task as it ended.",
            content =
                    @Content(
                            schema = @Schema(implementation = Answer.class),
                            examples = {@ExampleObject(name = "dry-run"), @ExampleObject(name = "job-succeeded")}))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Generate {}

    @Operation(operationId = "getTask", summary = "Read a task")
    @ApiResponse(
            responseCode = "200",
            description = "The task as it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = AnyTask.class),
                            examples = {
                                @ExampleObject(name = "job-queued"),
                                @ExampleObject(name = "job-running"),
                                @ExampleObject(name = "job-succeeded"),
                                @ExampleObject(name = "job-failed"),
                                @ExampleObject(name = "job-canceled"),
                                @ExampleObject(name = "chain-failed")
                            }))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}

    @Operation(
            operationId = "listTasks",
            summary = "List tasks, newest first",
            parameters = {
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        description = "Only tasks of this status.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"queued", "running", "succeeded", "failed", "canceled"})),
                @Parameter(
                        name = "model",
                        in = ParameterIn.QUERY,
                        description = "Only tasks of this model.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "type",
                        in = ParameterIn.QUERY,
                        description = "Only tasks of this type.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"image", "chain"})),
                @Parameter(
                        name = "parent",
                        in = ParameterIn.QUERY,
                        description = "Only the steps that this chain pays for; without it no steps are listed.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "since",
                        in = ParameterIn.QUERY,
                        description = "Not before this time.",
                        schema = @Schema(type = "string", format = "date-time")),
                @Parameter(
                        name = "until",
                        in = ParameterIn.QUERY,
                        description = "Before this time.",
                        schema = @Schema(type = "string", format = "date-time")),
                @Parameter(
                        name = "limit",
                        in = ParameterIn.QUERY,
                        description = "How many.",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20")),
                @Parameter(
                        name = "cursor",
                        in = ParameterIn.QUERY,
                        description = "The `next_cursor` of the page before.",
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "A page of them.",
            content =
                    @Content(schema = @Schema(implementation = Page.class), examples = @ExampleObject(name = "tasks")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadPage {}

    @Operation(
            operationId = "editImages",
            summary = "Ask for images made from images",
            description =
                    "Works from an image, from up to 15 more, and within a mask where there is one: by URL, as a data"
                            + " URI, by the id of an artifact, or of a task that may still run. Answers like a request"
                            + " for images.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = EditAsk.class),
                            examples = {
                                @ExampleObject(name = "url", value = """
                                    {"prompt":"make it night","image":{"type":"url","url":"https://example.com/photo.png"}}\
                                    """),
                                @ExampleObject(name = "data", value = """
                                    {"prompt":"make it night","image":{"type":"data_uri","data_uri":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="},"extra_images":[{"type":"url","url":"https://example.com/style.png"}]}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; the price is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskReply.class),
                            examples = @ExampleObject(name = "accepted")))
    @ApiResponse(
            responseCode = "200",
            description = "With `dry_run`: the price, and nothing was made. With `Prefer: wait`: the task as it ended.",
            content =
                    @Content(
                            schema = @Schema(implementation = Answer.class),
                            examples = {@ExampleObject(name = "dry-run"), @ExampleObject(name = "job-succeeded")}))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Edit {}

    /** One of two shapes. */
    @Schema(oneOf = {TaskReply.class, PriceReply.class})
    interface Answer {}

    /** A task, or one that is made of tasks. */
    @Schema(anyOf = {TaskReply.class, ChainReply.class})
    interface AnyTask {}

    /** A page of tasks, newest first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "TaskPage")
    record Page(List<AnyTask> tasks, @Nullable String nextCursor) {}

    /**
     * An image to work from: by its URL, as a data URI of at most 4 MiB, by the id of an artifact, or by a task whose
     * image it is.
     *
     * @param index which of the task's images; the first unless said
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "GivenImage", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Image(
            @Schema(
                    type = "string",
                    allowableValues = {"url", "data_uri", "artifact", "task"})
            String type,

            @Schema(format = "uri") @Nullable String url,

            @Nullable String dataUri,
            @Nullable String artifactId,
            @Nullable String taskId,

            @Schema(minimum = "0", maximum = "9") @Nullable Integer index) {}

    /**
     * A request for images made from images.
     *
     * @param prompt what is to be done; white space alone is nothing
     * @param image the first image, whose ratio the result takes unless another is said
     * @param extraImages more of them
     * @param mask where to paint, as large as the first image
     * @param model a model's id, any of its names, or auto
     * @param quality standard unless said
     * @param aspectRatio auto, the first image's, is for standard quality alone
     * @param n how many images
     * @param webhookUrl an https address that is told of what happens
     * @param webhookEvents of what it is told; unless said, of the end
     * @param expiresAfter seconds; a task that has not started by then is canceled and refunded
     * @param metadata the caller's own, shown again; at most 4 KiB
     * @param parameters the model's own, as its schema says
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "EditRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record EditAsk(
            @Schema(minLength = 1, maxLength = TaskRequest.PROMPT_MAX)
            String prompt,

            Image image,

            @ArraySchema(maxItems = TaskImages.EXTRA_MAX) @Nullable
            List<Image> extraImages,

            @Nullable Image mask,

            @Schema(defaultValue = TaskRequest.AUTO) @Nullable
            String model,

            @Schema(
                    type = "string",
                    allowableValues = {"standard", "hd"})
            @Nullable
            String quality,

            @Schema(
                    type = "string",
                    allowableValues = {"auto", "1:1", "16:9", "9:16", "4:3", "3:4", "2:1"})
            @Nullable
            String aspectRatio,

            @Schema(minimum = "1", maximum = "4", defaultValue = "1") @Nullable
            Integer n,

            @Schema(format = "uri", maxLength = TaskRequest.URL_MAX) @Nullable
            String webhookUrl,

            @ArraySchema(
                    minItems = 1,
                    schema =
                            @Schema(
                                    type = "string",
                                    allowableValues = {"progressed", "succeeded", "failed", "canceled"}))
            @Nullable
            List<String> webhookEvents,

            @Schema(minimum = "1", maximum = "86400") @Nullable
            Integer expiresAfter,

            @Nullable Map<String, Object> metadata,
            @Nullable Map<String, Object> parameters) {}

    /**
     * A request for images.
     *
     * @param prompt what is to be seen; white space alone is nothing
     * @param model a model's id, any of its names, or auto
     * @param quality standard unless said
     * @param aspectRatio auto is for standard quality alone
     * @param n how many images
     * @param webhookUrl an https address that is told of what happens
     * @param webhookEvents of what it is told; unless said, of the end
     * @param expiresAfter seconds; a task that has not started by then is canceled and refunded
     * @param metadata the caller's own, shown again; at most 4 KiB
     * @param parameters the model's own, as its schema says
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "TaskRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Ask(
            @Schema(minLength = 1, maxLength = TaskRequest.PROMPT_MAX)
            String prompt,

            @Schema(defaultValue = TaskRequest.AUTO) @Nullable
            String model,

            @Schema(
                    type = "string",
                    allowableValues = {"standard", "hd"})
            @Nullable
            String quality,

            @Schema(
                    type = "string",
                    allowableValues = {"auto", "1:1", "16:9", "9:16", "4:3", "3:4", "2:1"})
            @Nullable
            String aspectRatio,

            @Schema(minimum = "1", maximum = "4", defaultValue = "1") @Nullable
            Integer n,

            @Schema(format = "uri", maxLength = TaskRequest.URL_MAX) @Nullable
            String webhookUrl,

            @ArraySchema(
                    minItems = 1,
                    schema =
                            @Schema(
                                    type = "string",
                                    allowableValues = {"progressed", "succeeded", "failed", "canceled"}))
            @Nullable
            List<String> webhookEvents,

            @Schema(minimum = "1", maximum = "86400") @Nullable
            Integer expiresAfter,

            @Nullable Map<String, Object> metadata,
            @Nullable Map<String, Object> parameters) {}
}
