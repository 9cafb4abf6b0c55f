package dev.darkroom.api.surface.stratizon.webhooks;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.core.webhook.EndpointView;
import dev.darkroom.api.core.webhook.Webhooks;
import dev.darkroom.api.http.BodilessPost;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.JsonBodies;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SpendingPost;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints that are told of tasks, and the secrets that sign what is sent. */
@ForCallers
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EndpointController {

    private final Webhooks webhooks;
    private final CallbackUrls urls;
    private final SurfaceTable surfaces;

    EndpointController(Webhooks webhooks, CallbackUrls urls, SurfaceTable surfaces) {
        this.webhooks = webhooks;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Post(uri = "/webhook-endpoints", consumes = MediaType.ALL)
    @Secured("images:write")
    @Status(HttpStatus.CREATED)
    @EndpointDocs.Add
    HttpResponse<?> add(HttpRequest<?> request, @Parameter(hidden = true) Caller caller, @Body byte @Nullable [] body) {
        Optional<ApiFailure> objection = objection(request, caller, body);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        EndpointRequest asked = EndpointRequest.parse(StrictJson.read(bytes(body)), urls);
        return switch (webhooks.add(caller, asked.url(), asked.events(), asked.description())) {
            case Webhooks.Reply.Made made -> HttpResponse.created(EndpointReply.of(made));
            case Webhooks.Reply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    @Get("/webhook-endpoints")
    @Secured("images:read")
    @EndpointDocs.ReadAll
    EndpointReply.All endpoints(HttpRequest<?> request, Caller caller) {
        QueryParams.none(request);
        return new EndpointReply.All(
                webhooks.list(caller).stream().map(EndpointReply::of).toList());
    }

    @Get("/webhook-endpoints/{id}")
    @Secured("images:read")
    @EndpointDocs.Read
    HttpResponse<?> endpoint(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        return shown(request, WebhookIds.endpoint(id).flatMap(endpoint -> webhooks.find(caller, endpoint)));
    }

    @Patch(uri = "/webhook-endpoints/{id}", consumes = MediaType.ALL)
    @Secured("images:write")
    @EndpointDocs.Change
    HttpResponse<?> change(
            HttpRequest<?> request, @Parameter(hidden = true) Caller caller, String id, @Body byte @Nullable [] body) {
        Optional<ApiFailure> objection = objection(request, caller, body);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        Webhooks.Change change = EndpointRequest.parseChange(StrictJson.read(bytes(body)), urls);
        return shown(request, WebhookIds.endpoint(id).flatMap(endpoint -> webhooks.change(caller, endpoint, change)));
    }

    @Delete("/webhook-endpoints/{id}")
    @Secured("images:write")
    @Status(HttpStatus.NO_CONTENT)
    @EndpointDocs.Remove
    HttpResponse<?> remove(HttpRequest<?> request, @Parameter(hidden = true) Caller caller, String id) {
        QueryParams.none(request);
        boolean removed = WebhookIds.endpoint(id)
                .filter(endpoint -> webhooks.remove(caller, endpoint))
                .isPresent();
        return removed ? HttpResponse.noContent() : surfaces.render(request, new ApiFailure.NotFound());
    }

    @Post(uri = "/webhook-endpoints/{id}/rotate", consumes = MediaType.ALL)
    @Secured("images:write")
    @EndpointDocs.Rotate
    HttpResponse<?> rotate(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            String id,
            @Parameter(hidden = true) @Body @Nullable String body) {
        Optional<ApiFailure> objection = BodilessPost.objection(request, body);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        Webhooks.Reply reply = WebhookIds.endpoint(id)
                .map(endpoint -> webhooks.rotate(caller, endpoint))
                .orElseGet(() -> new Webhooks.Reply.Refused(new ApiFailure.NotFound()));
        return switch (reply) {
            case Webhooks.Reply.Made made -> HttpResponse.ok(EndpointReply.of(made));
            case Webhooks.Reply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    @Post(uri = "/webhook-secret/rotate", consumes = MediaType.ALL)
    @Secured("images:write")
    @EndpointDocs.RotateTenant
    HttpResponse<?> rotateTenant(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) @Body @Nullable String body) {
        return BodilessPost.objection(request, body)
                .<HttpResponse<?>>map(objection -> surfaces.render(request, objection))
                .orElseGet(() -> HttpResponse.ok(EndpointReply.of(webhooks.rotate(caller))));
    }

    /** An endpoint is told of all that the tenant has made, so whoever chooses it must be allowed to read that. */
    private static Optional<ApiFailure> objection(HttpRequest<?> request, Caller caller, byte @Nullable [] body) {
        if (!caller.may(Scope.IMAGES_READ)) {
            return Optional.of(new ApiFailure.Forbidden(Scope.IMAGES_READ));
        }
        Optional<ApiFailure> objection = JsonBodies.objection(request);
        if (objection.isPresent()) {
            return objection;
        }
        if (bytes(body).length > SpendingPost.BYTES_MAX) {
            return Optional.of(new ApiFailure.TooLarge());
        }
        QueryParams.none(request);
        return Optional.empty();
    }

    private static byte[] bytes(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }

    private HttpResponse<?> shown(HttpRequest<?> request, Optional<EndpointView> endpoint) {
        return endpoint.<HttpResponse<?>>map(view -> HttpResponse.ok(EndpointReply.of(view)))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }
}
