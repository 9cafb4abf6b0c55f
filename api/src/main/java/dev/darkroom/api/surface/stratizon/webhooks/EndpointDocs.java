package dev.darkroom.api.surface.stratizon.webhooks;

import dev.darkroom.api.surface.stratizon.NativeRefusals;
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

/** What the published document says of endpoints. */
interface EndpointDocs {
    @Operation(
            operationId = "addWebhookEndpoint",
            summary = "Add an endpoint that is told of tasks",
            description = "Every task of the tenant is told, whichever surface took it. What is sent is signed with the"
                    + " secret in this answer, which is shown this once. The key needs the scope `images:read`"
                    + " too: what is sent is the task as a read shows it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Ask.class),
                            examples = @ExampleObject(name = "endpoint", value = """
                                {"url":"https://example.com/hooks/darkroom","events":["succeeded","failed"],"description":"the shop"}\
                                """)))
    @ApiResponse(
            responseCode = "201",
            description = "Added.",
            content =
                    @Content(
                            schema = @Schema(implementation = EndpointReply.WithSecret.class),
                            examples = @ExampleObject(name = "webhook-endpoint-added")))
    @ApiResponse(
            responseCode = "409",
            description = "There are as many as a tenant may have.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "as-many-as-may-be", value = """
                                {"error":{"code":"CONFLICT","message":"There are 20 webhook endpoints, and no more than that.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Add {}

    @Operation(operationId = "listWebhookEndpoints", summary = "List the endpoints, oldest first")
    @ApiResponse(
            responseCode = "200",
            description = "All of them.",
            content =
                    @Content(
                            schema = @Schema(implementation = EndpointReply.All.class),
                            examples = @ExampleObject(name = "webhook-endpoints")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadAll {}

    @Operation(operationId = "getWebhookEndpoint", summary = "Read an endpoint")
    @ApiResponse(
            responseCode = "200",
            description = "The endpoint.",
            content =
                    @Content(
                            schema = @Schema(implementation = EndpointReply.class),
                            examples = {
                                @ExampleObject(name = "webhook-endpoint"),
                                @ExampleObject(name = "webhook-endpoint-disabled")
                            }))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Read {}

    @Operation(
            operationId = "changeWebhookEndpoint",
            summary = "Change an endpoint",
            description =
                    "What is absent stays. One that is enabled, or gets another URL, begins with a clean slate; to one"
                            + " that is disabled nothing is sent, and what was on its way ends as `dead`. The key needs"
                            + " the scope `images:read` too.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Changes.class),
                            examples = @ExampleObject(name = "changes", value = """
                                {"events":["succeeded"],"state":"enabled"}\
                                """)))
    @ApiResponse(
            responseCode = "200",
            description = "As it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = EndpointReply.class),
                            examples = {
                                @ExampleObject(name = "webhook-endpoint"),
                                @ExampleObject(name = "webhook-endpoint-disabled")
                            }))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Change {}

    @Operation(
            operationId = "removeWebhookEndpoint",
            summary = "Remove an endpoint",
            description = "What was on its way there ends as `dead`. The log keeps it.")
    @ApiResponse(responseCode = "204", description = "Removed.")
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Remove {}

    @Operation(
            operationId = "rotateWebhookEndpointSecret",
            summary = "Give an endpoint a new secret",
            description = "For 24 hours the old one signs too: every delivery then has both signatures.")
    @ApiResponse(
            responseCode = "200",
            description = "The endpoint with its new secret, which is shown this once.",
            content =
                    @Content(
                            schema = @Schema(implementation = EndpointReply.WithSecret.class),
                            examples = @ExampleObject(name = "webhook-endpoint-added")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Rotate {}

    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give the tenant a new secret",
            description =
                    "It signs what is sent to the URLs in requests. For 24 hours the old one signs too: every delivery"
                            + " then has both signatures.")
    @ApiResponse(
            responseCode = "200",
            description = "The new secret, which is shown this once.",
            content =
                    @Content(
                            schema = @Schema(implementation = EndpointReply.Secret.class),
                            examples = @ExampleObject(name = "webhook-secret")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface RotateTenant {}

    /**
     * A request for an endpoint.
     *
     * @param url an https address
     * @param events what it is told of; the ends of tasks unless said
     * @param description for people
     */
    @Schema(name = "WebhookEndpointRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Ask(
            @Schema(format = "uri", maxLength = 2048) String url,

            @ArraySchema(
                    schema =
                            @Schema(
                                    type = "string",
                                    allowableValues = {"progressed", "succeeded", "failed", "canceled"}),
                    minItems = 1,
                    uniqueItems = true)
            @Nullable
            List<String> events,

            @Schema(maxLength = 200) @Nullable String description) {}

    /**
     * What is to be another at an endpoint.
     *
     * @param url an https address
     * @param events what it is told of
     * @param description for people
     * @param state whether anything is sent there
     */
    @Schema(name = "WebhookEndpointChange", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Changes(
            @Schema(format = "uri", maxLength = 2048) @Nullable
            String url,

            @ArraySchema(
                    schema =
                            @Schema(
                                    type = "string",
                                    allowableValues = {"progressed", "succeeded", "failed", "canceled"}),
                    minItems = 1,
                    uniqueItems = true)
            @Nullable
            List<String> events,

            @Schema(maxLength = 200) @Nullable String description,

            @Schema(
                    type = "string",
                    allowableValues = {"enabled", "disabled"})
            @Nullable
            String state) {}
}
