package dev.darkroom.api.surface.stratizon.models;

import dev.darkroom.api.surface.stratizon.NativeRefusals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the published document says of the catalogue. */
interface ModelDocs {

    @Operation(
            operationId = "listModels",
            summary = "List the models",
            parameters = {
                @Parameter(
                        name = "capability",
                        in = ParameterIn.QUERY,
                        description = "Only models that have it.",
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The catalogue.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelReply.All.class),
                            examples = @ExampleObject(name = "models")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadAll {}

    @Operation(operationId = "getModel", summary = "Read a model", description = "The id may contain slashes.")
    @ApiResponse(
            responseCode = "200",
            description = "What it can do, its parameters and its prices.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelReply.class),
                            examples = @ExampleObject(name = "model")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}
}
