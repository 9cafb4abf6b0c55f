package dev.darkroom.api.surface.stratizon.wallet;

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

/** What the published document says of the wallet. */
interface WalletDocs {

    @Operation(operationId = "getWallet", summary = "Read the wallet")
    @ApiResponse(
            responseCode = "200",
            description = "What can be spent, and what is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = WalletReply.class),
                            examples = @ExampleObject(name = "wallet")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}

    @Operation(
            operationId = "listEntries",
            summary = "List the wallet's entries, newest first",
            parameters = {
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
                        name = "kind",
                        in = ParameterIn.QUERY,
                        description = "Only entries of this kind.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"grant", "charge", "refund", "adjustment"})),
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
                    @Content(
                            schema = @Schema(implementation = StatementReply.class),
                            examples = @ExampleObject(name = "wallet-entries")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadStatement {}
}
