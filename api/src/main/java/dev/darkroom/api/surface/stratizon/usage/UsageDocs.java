package dev.darkroom.api.surface.stratizon.usage;

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

/** What the published document says of usage. */
interface UsageDocs {

    @Operation(
            operationId = "getUsage",
            summary = "Read what was made",
            parameters = {
                @Parameter(
                        name = "group_by",
                        in = ParameterIn.QUERY,
                        description = "What the lines are of.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"model", "day", "key"})),
                @Parameter(
                        name = "since",
                        in = ParameterIn.QUERY,
                        description = "Not before this time.",
                        schema = @Schema(type = "string", format = "date-time")),
                @Parameter(
                        name = "until",
                        in = ParameterIn.QUERY,
                        description = "Before this time.",
                        schema = @Schema(type = "string", format = "date-time"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "A line for each group.",
            content =
                    @Content(
                            schema = @Schema(implementation = UsageReply.class),
                            examples = @ExampleObject(name = "usage")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}
}
