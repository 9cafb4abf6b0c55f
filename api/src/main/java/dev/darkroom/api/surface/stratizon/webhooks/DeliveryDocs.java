package dev.darkroom.api.surface.stratizon.webhooks;

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

/** What the published document says of deliveries. */
interface DeliveryDocs {

    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List what was sent, newest first",
            description =
                    "Each with its newest thirty attempts. `answer` is how the receiver's answer begins, whatever it"
                            + " wrote: it is to be escaped where it is shown.",
            parameters = {
                @Parameter(
                        name = "task_id",
                        in = ParameterIn.QUERY,
                        description = "Only deliveries that tell of this task.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "endpoint_id",
                        in = ParameterIn.QUERY,
                        description = "Only deliveries to this endpoint.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "state",
                        in = ParameterIn.QUERY,
                        description = "Only deliveries that stand so.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"pending", "delivered", "dead", "abandoned"})),
                @Parameter(
                        name = "event",
                        in = ParameterIn.QUERY,
                        description = "Only deliveries of this event.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"succeeded", "failed", "canceled", "progressed", "test"})),
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
                    @Content(
                            schema = @Schema(implementation = DeliveryReply.Page.class),
                            examples = @ExampleObject(name = "webhook-deliveries")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadPage {}

    @Operation(operationId = "getWebhookDelivery", summary = "Read a delivery")
    @ApiResponse(
            responseCode = "200",
            description = "The delivery as it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryReply.class),
                            examples = {
                                @ExampleObject(name = "webhook-delivery"),
                                @ExampleObject(name = "webhook-delivery-pending")
                            }))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}

    @Operation(
            operationId = "redeliver",
            summary = "Send a delivery again",
            description = "However it has ended: under the same `webhook-id`, with the task as it is then. How many"
                    + " deliveries a tenant has sent again in a minute is limited. Needs no body.")
    @ApiResponse(
            responseCode = "202",
            description = "It is on its way.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryReply.class),
                            examples = @ExampleObject(name = "webhook-delivery-pending")))
    @ApiResponse(
            responseCode = "409",
            description =
                    "It is pending, it is of progress or a test, or there is nobody to send it to any more; the text"
                            + " says which.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "still-pending", value = """
                                {"error":{"code":"CONFLICT","message":"The delivery is pending.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Redeliver {}

    @Operation(
            operationId = "testWebhookEndpoint",
            summary = "Send an endpoint a test",
            description =
                    "One attempt, for which the answer waits: ten seconds and a few more. A disabled endpoint can be"
                            + " tested too. Counts as a redelivery. Needs no body.")
    @ApiResponse(
            responseCode = "200",
            description = "The delivery, with its one attempt.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryReply.class),
                            examples = @ExampleObject(name = "webhook-delivery-test")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface TryEndpoint {}

    @Operation(
            operationId = "redeliverToEndpoint",
            summary = "Send again what did not arrive at an endpoint",
            description =
                    "Every delivery to it that was made since then and is `dead` or `abandoned`, oldest first, as far"
                            + " as the limit of a minute goes: where `has_more` is true, ask again a minute later. What"
                            + " was delivered is sent again one by one. Needs no body.",
            parameters =
                    @Parameter(
                            name = "since",
                            in = ParameterIn.QUERY,
                            required = true,
                            description = "Deliveries that were made then or later.",
                            schema = @Schema(type = "string", format = "date-time")))
    @ApiResponse(
            responseCode = "202",
            description = "They are on their way.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryReply.Redelivered.class),
                            examples = @ExampleObject(name = "webhook-redelivered")))
    @ApiResponse(
            responseCode = "409",
            description = "The endpoint is disabled.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "disabled", value = """
                                {"error":{"code":"CONFLICT","message":"The endpoint is disabled.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface RedeliverAll {}
}
