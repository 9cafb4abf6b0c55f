package dev.darkroom.api.surface.stratizon.chains;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.surface.stratizon.NativeRefusals;
import dev.darkroom.api.surface.stratizon.tasks.ChainReply;
import dev.darkroom.api.surface.stratizon.tasks.TaskImages;
import dev.darkroom.api.surface.stratizon.tasks.TaskRequest;
import dev.darkroom.workflows.domain.job.EditChain;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the published document says of chains. */
interface ChainDocs {

    @Operation(
            operationId = "makeChain",
            summary = "Ask for a chain of edits",
            description =
                    "Up to 20 steps, each a task of its own. A step starts when every step that it works from is done;"
                            + " the others run side by side. The whole price is held at once, each step takes its own,"
                            + " and what was not used goes back in one line when the chain ends.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Ask.class),
                            examples = {
                                @ExampleObject(name = "two", value = """
                                    {"steps":[{"name":"sketch","prompt":"a red fox in the snow"},{"name":"night","prompt":"make it darker","images":[{"type":"step","step":"sketch"}]}]}\
                                    """),
                                @ExampleObject(name = "diamond", value = """
                                    {"on_failure":"continue","steps":[{"name":"photo","prompt":"crop to a square","images":[{"type":"url","url":"https://example.com/photo.png"}]},{"name":"warm","prompt":"warmer","images":[{"type":"step","step":"photo","index":0}]},{"name":"cold","prompt":"colder","images":[{"type":"step","step":"photo"}]},{"name":"both","prompt":"side by side","images":[{"type":"step","step":"warm"},{"type":"step","step":"cold"}]}]}\
                                    """)
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; the whole price is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = ChainReply.class),
                            examples = @ExampleObject(name = "chain-accepted")))
    @ApiResponse(
            responseCode = "200",
            description = "With `dry_run`: the sum and the price of each step, and nothing was made.",
            content =
                    @Content(
                            schema = @Schema(implementation = ChainReply.Priced.class),
                            examples = @ExampleObject(name = "chain-price")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Make {}

    @Operation(
            operationId = "resumeChain",
            summary = "Go on from a chain that failed or was canceled",
            description =
                    "Makes a new chain that reuses the steps that succeeded and pays today's price for the others."
                            + " `dry_run` and `Idempotency-Key` work as on every request that spends.")
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; the price of what is to be made is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = ChainReply.class),
                            examples = @ExampleObject(name = "chain-accepted")))
    @ApiResponse(
            responseCode = "200",
            description = "With `dry_run`: the price, and nothing was made.",
            content =
                    @Content(
                            schema = @Schema(implementation = ChainReply.Priced.class),
                            examples = @ExampleObject(name = "chain-price")))
    @ApiResponse(
            responseCode = "409",
            description = "The chain has succeeded, or goes on; the text says which.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "conflict", value = """
                                {"error":{"code":"CONFLICT","message":"The task has already succeeded.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Resume {}

    /**
     * An image to work from: that of another step, or from elsewhere.
     *
     * @param step the name of a step of this chain
     * @param index which of its images, or of the task's; the first unless said
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ChainImage", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Image(
            @Schema(
                    type = "string",
                    allowableValues = {"step", "url", "data_uri", "artifact", "task"})
            String type,

            @Nullable String step,

            @Schema(format = "uri") @Nullable String url,

            @Nullable String dataUri,
            @Nullable String artifactId,
            @Nullable String taskId,

            @Schema(minimum = "0", maximum = "9") @Nullable Integer index) {}

    /**
     * A step. Without images it is made from its prompt alone.
     *
     * @param name unique in the chain
     * @param images up to 16
     * @param mask where to paint, as large as the first image
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ChainStep", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Step(
            @Schema(pattern = "^[a-z0-9_-]{1,32}$") String name,

            @Schema(minLength = 1, maxLength = 20_000) String prompt,

            @Nullable String model,

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

            @Schema(minimum = "1", maximum = "4") @Nullable Integer n,

            @ArraySchema(maxItems = TaskImages.IMAGES_MAX) @Nullable
            List<Image> images,

            @Nullable Image mask,
            @Nullable Map<String, Object> parameters) {}

    /**
     * A request for a chain.
     *
     * @param onFailure whether other branches go on once a step has not succeeded; stop unless said
     * @param webhookUrl an https address that is told of the end
     * @param metadata the caller's own, shown again; at most 4 KiB
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ChainRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Ask(
            @ArraySchema(minItems = 1, maxItems = EditChain.STEPS_MAX)
            List<Step> steps,

            @Schema(
                    type = "string",
                    allowableValues = {"stop", "continue"})
            @Nullable
            String onFailure,

            @Schema(format = "uri", maxLength = TaskRequest.URL_MAX) @Nullable
            String webhookUrl,

            @Nullable Map<String, Object> metadata) {}
}
