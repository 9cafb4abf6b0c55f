package dev.darkroom.api.surface.openai;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
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
import org.jspecify.annotations.Nullable;

/** What the published document says of this surface's routes. */
interface OpenAiDocs {

    /** The type of what is no stream. */
    String JSON = "application/json";

    /** The shapes of a refusal; the document has a response of its own for each status. */
    @ApiResponse(
            responseCode = "4XX",
            description = "Refused.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = OpenAiErrors.Body.class)))
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface Refusals {}

    @Operation(
            operationId = "createImage",
            summary = "Ask for images",
            description = "Waits for the images. Who hangs up cancels nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Ask.class),
                            examples = {
                                @ExampleObject(name = "least", value = """
                                    {"prompt":"a red fox in the snow"}\
                                    """),
                                @ExampleObject(name = "urls", value = """
                                    {"prompt":"a red fox in the snow","model":"gpt-image-2","n":2,"size":"1024x1024","quality":"medium","response_format":"url"}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "200",
            description =
                    "The images; with `stream`: a server-sent event for each of them; with `dry_run`: the price, and"
                            + " nothing was made. With `stream` and `partial_images` the answer begins at once: what"
                            + " goes wrong afterwards is an event `error`.",
            content = {
                @Content(
                        mediaType = JSON,
                        schema = @Schema(implementation = Answer.class),
                        examples = {@ExampleObject(name = "job-succeeded"), @ExampleObject(name = "dry-run")}),
                @Content(
                        mediaType = "text/event-stream",
                        schema = @Schema(implementation = StreamedEvent.class),
                        examples = {
                            @ExampleObject(name = "partial", value = """
                                {"event":"image_generation.partial_image","data":"{\\"type\\":\\"image_generation.partial_image\\"}"}\
                                """),
                            @ExampleObject(name = "event", value = """
                                {"event":"image_generation.completed","data":"{\\"type\\":\\"image_generation.completed\\"}"}\
                                """)
                        })
            })
    @ApiResponse(
            responseCode = "404",
            description = "There is no such model.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = OpenAiErrors.Body.class),
                            examples =
                                    @ExampleObject(
                                            name = "unknown-model",
                                            value =
                                                    "{\"error\":{\"message\":\"There is no such model here; GET"
                                                        + " /openai/v1/models lists"
                                                        + " them.\",\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}")))
    @ApiResponse(
            responseCode = "504",
            description = "The time to wait was over; the job goes on, and its id is in `X-Job-Id`.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = OpenAiErrors.Body.class),
                            examples = @ExampleObject(name = "late")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Generate {}

    @Operation(
            operationId = "createImageEdit",
            summary = "Ask for images made from images",
            description =
                    "Waits for the images. The same as a form, `multipart/form-data`, with files `image` or `image[]`"
                            + " and `mask`, as official clients send it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = EditAsk.class),
                            examples = @ExampleObject(name = "least", value = """
                                {"prompt":"make it night","images":[{"image_url":"https://example.com/photo.png"}]}\
                                """)))
    @ApiResponse(
            responseCode = "200",
            description =
                    "The images; with `stream`: a server-sent event for each of them; with `dry_run`: the price, and"
                            + " nothing was made. With `stream` and `partial_images` the answer begins at once: what"
                            + " goes wrong afterwards is an event `error`.",
            content = {
                @Content(
                        mediaType = JSON,
                        schema = @Schema(implementation = Answer.class),
                        examples = {@ExampleObject(name = "job-succeeded"), @ExampleObject(name = "dry-run")}),
                @Content(
                        mediaType = "text/event-stream",
                        schema = @Schema(implementation = StreamedEvent.class),
                        examples = {
                            @ExampleObject(name = "partial", value = """
                                {"event":"image_edit.partial_image","data":"{\\"type\\":\\"image_edit.partial_image\\"}"}\
                                """),
                            @ExampleObject(name = "event", value = """
                                {"event":"image_edit.completed","data":"{\\"type\\":\\"image_edit.completed\\"}"}\
                                """)
                        })
            })
    @ApiResponse(
            responseCode = "404",
            description = "There is no such model.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = OpenAiErrors.Body.class),
                            examples =
                                    @ExampleObject(
                                            name = "unknown-model",
                                            value =
                                                    "{\"error\":{\"message\":\"There is no such model here; GET"
                                                        + " /openai/v1/models lists"
                                                        + " them.\",\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}")))
    @ApiResponse(
            responseCode = "504",
            description = "The time to wait was over; the job goes on, and its id is in `X-Job-Id`.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = OpenAiErrors.Body.class),
                            examples = @ExampleObject(name = "late")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Edit {}

    @Operation(operationId = "listModels", summary = "List the models")
    @ApiResponse(
            responseCode = "200",
            description = "The catalogue.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = OpenAiReply.Models.class),
                            examples = @ExampleObject(name = "models")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadModels {}

    @Operation(operationId = "retrieveModel", summary = "Read a model")
    @ApiResponse(
            responseCode = "200",
            description = "The model.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = OpenAiReply.Model.class),
                            examples = @ExampleObject(name = "model")))
    @Refusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadModel {}

    /** One of the events of a stream, in the lines that server-sent events have. */
    record StreamedEvent(String event, String data) {}

    /** One of two shapes. */
    @Schema(oneOf = {OpenAiReply.class, OpenAiReply.Priced.class})
    interface Answer {}

    /**
     * A request for images.
     *
     * @param prompt what is to be seen; white space alone is nothing
     * @param n how many images
     * @param size in pixels, or auto
     * @param quality one of the model's
     * @param outputFormat one of the model's
     * @param responseFormat whether the images come as URLs or in the answer; models of the GPT family send them in the
     *     answer unless said
     * @param stream whether the images come as events
     * @param partialImages with `stream`: how many events of each image come before it, coarse ones first, as far as
     *     its provider has such
     * @param user taken, and not kept
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "OpenAiRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Ask(
            @Schema(minLength = 1, maxLength = OpenAiRequest.PROMPT_MAX) @Nullable
            String prompt,

            @Schema(defaultValue = OpenAiRequest.MODEL) @Nullable
            String model,

            @Schema(minimum = "1", maximum = "10") @Nullable Integer n,

            @Schema(pattern = "^(auto|[1-9][0-9]{0,3}x[1-9][0-9]{0,3})$") @Nullable
            String size,

            @Nullable String quality,
            @Nullable String outputFormat,
            @Nullable Integer outputCompression,
            @Nullable String background,
            @Nullable String moderation,
            @Nullable String style,

            @Schema(
                    type = "string",
                    allowableValues = {OpenAiRequest.URL, OpenAiRequest.B64_JSON})
            @Nullable
            String responseFormat,

            @Schema(defaultValue = "false") @Nullable Boolean stream,
            @Schema(minimum = "0", maximum = "3") @Nullable Integer partialImages,
            @Nullable String user) {}

    /**
     * An image to work from.
     *
     * @param imageUrl a URL, a data URI of at most 4 MiB, or the id of an artifact
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "OpenAiImage", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Image(String imageUrl) {}

    /**
     * A request for images made from images: what a request for images says, and the images.
     *
     * @param images 1 to 16
     * @param mask where to paint, as large as the first image
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "OpenAiEditRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record EditAsk(
            @ArraySchema(minItems = 1, maxItems = OpenAiRequest.REFERENCES_MAX)
            List<Image> images,

            @Nullable Image mask,

            @Schema(minLength = 1, maxLength = OpenAiRequest.PROMPT_MAX) @Nullable
            String prompt,

            @Schema(defaultValue = OpenAiRequest.MODEL) @Nullable
            String model,

            @Schema(minimum = "1", maximum = "10") @Nullable Integer n,

            @Schema(pattern = "^(auto|[1-9][0-9]{0,3}x[1-9][0-9]{0,3})$") @Nullable
            String size,

            @Nullable String quality,
            @Nullable String outputFormat,
            @Nullable Integer outputCompression,
            @Nullable String background,
            @Nullable String moderation,
            @Nullable String style,

            @Schema(
                    type = "string",
                    allowableValues = {OpenAiRequest.URL, OpenAiRequest.B64_JSON})
            @Nullable
            String responseFormat,

            @Schema(defaultValue = "false") @Nullable Boolean stream,
            @Schema(minimum = "0", maximum = "3") @Nullable Integer partialImages,
            @Nullable String user) {}
}
