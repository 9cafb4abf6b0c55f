package dev.darkroom.api.surface.stratizon.uploads;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.surface.stratizon.NativeRefusals;
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

/** What the published document says of uploads. */
interface UploadDocs {

    @Operation(
            operationId = "uploadImage",
            summary = "Give an image to work from",
            description = "As a form with one file, `file`, of at most 25 MiB: the image is stored at once. Or as JSON,"
                    + " which announces it: the bytes are then put at `upload_url`, which needs no key, and the"
                    + " upload is completed. The same bytes are the same artifact, so both may be repeated. What"
                    + " no task works from is removed after a day.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Announcement.class),
                        examples = @ExampleObject(name = "announcement", value = """
                            {"content_type":"image/png","size":48213,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}\
                            """)),
                @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = Form.class))
            })
    @ApiResponse(
            responseCode = "201",
            description = "For a form: stored. For an announcement: to be put at `upload_url`.",
            content =
                    @Content(
                            schema = @Schema(implementation = Answer.class),
                            examples = {@ExampleObject(name = "upload"), @ExampleObject(name = "upload-announced")}))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Upload {}

    @Operation(
            operationId = "completeUpload",
            summary = "Complete an upload that was put",
            description =
                    "Size, SHA-256 and type are held against the announcement; where they differ the upload is removed."
                            + " A repeat is answered alike.")
    @ApiResponse(
            responseCode = "200",
            description = "Stored.",
            content =
                    @Content(
                            schema = @Schema(implementation = UploadReply.class),
                            examples = @ExampleObject(name = "upload")))
    @ApiResponse(
            responseCode = "409",
            description = "Nothing was put yet.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "nothing-put", value = """
                                {"error":{"code":"CONFLICT","message":"Nothing was put at `upload_url` yet.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Complete {}

    /** One of two shapes. */
    @Schema(oneOf = {UploadReply.class, UploadReply.Announced.class})
    interface Answer {}

    /**
     * The announcement of an upload.
     *
     * @param contentType of the image
     * @param size its bytes
     * @param sha256 of its bytes
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "UploadRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Announcement(
            @Schema(
                    type = "string",
                    allowableValues = {"image/png", "image/jpeg", "image/webp", "image/gif"})
            String contentType,

            @Schema(minimum = "1", maximum = "26214400") int size,

            @Schema(pattern = "^[0-9a-f]{64}$") String sha256) {}

    /**
     * A form.
     *
     * @param file the image
     */
    @Schema(name = "UploadForm", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Form(@Schema(type = "string", format = "binary") String file) {}
}
