package dev.darkroom.api.surface.stratizon.artifacts;

import dev.darkroom.api.surface.stratizon.NativeRefusals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the published document says of stored images. */
interface ArtifactDocs {

    @Operation(
            operationId = "getArtifact",
            summary = "Read what is known of a stored image",
            description =
                    "Its digest, its task, what it was made from and what was made from it, as a graph as well, and a"
                            + " fresh URL. What was removed is in none of them.")
    @ApiResponse(
            responseCode = "200",
            description = "The artifact as it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = ArtifactReply.class),
                            examples = {@ExampleObject(name = "artifact"), @ExampleObject(name = "artifact-given")}))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}

    @Operation(
            operationId = "getThumbnail",
            summary = "Read a small picture of a stored image",
            description =
                    "A PNG whose longer side has at most 256 pixels. It is made a moment after the image is stored; an"
                            + " image too large to be decoded, or one that cannot be, has none: 404.")
    @ApiResponse(
            responseCode = "302",
            description = "The small picture is at `Location`, for an hour.",
            headers =
                    @Header(
                            name = "Location",
                            description = "A URL that needs no key.",
                            schema = @Schema(type = "string", format = "uri")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadThumbnail {}

    @Operation(
            operationId = "deleteArtifact",
            summary = "Remove a stored image",
            description =
                    "Its bytes are deleted, and it disappears from its task, whose state and price stay. A repeat is"
                            + " 404.")
    @ApiResponse(responseCode = "204", description = "Removed.")
    @ApiResponse(
            responseCode = "409",
            description = "A task that has not ended works from it.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "in-use", value = """
                                {"error":{"code":"CONFLICT","message":"A task that has not ended works from this.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Remove {}
}
