package dev.darkroom.api.surface.stratizon.webhooks;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.webhook.Deliveries;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.BodilessPost;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was sent, and what is to be sent again. */
@ForCallers
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveryController {

    private static final String SINCE = "since";

    private final Deliveries deliveries;
    private final DeliveryList lists;
    private final SurfaceTable surfaces;

    DeliveryController(Deliveries deliveries, DeliveryList lists, SurfaceTable surfaces) {
        this.deliveries = deliveries;
        this.lists = lists;
        this.surfaces = surfaces;
    }

    @Get("/webhook-deliveries")
    @Secured("images:read")
    @DeliveryDocs.ReadPage
    DeliveryReply.Page page(HttpRequest<?> request, Caller caller) {
        return lists.page(caller, new QueryParams(request));
    }

    @Get("/webhook-deliveries/{id}")
    @Secured("images:read")
    @DeliveryDocs.Read
    HttpResponse<?> delivery(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        return WebhookIds.delivery(id)
                .flatMap(delivery -> deliveries.find(caller, delivery))
                .<HttpResponse<?>>map(view -> HttpResponse.ok(DeliveryReply.of(view)))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    @Post(uri = "/webhook-deliveries/{id}/redeliver", consumes = MediaType.ALL)
    @Secured("images:write")
    @Status(HttpStatus.ACCEPTED)
    @DeliveryDocs.Redeliver
    HttpResponse<?> redeliver(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            String id,
            @Parameter(hidden = true) @Body @Nullable String body) {
        return BodilessPost.objection(request, body)
                .<HttpResponse<?>>map(objection -> surfaces.render(request, objection))
                .orElseGet(() -> answer(
                        request,
                        HttpStatus.ACCEPTED,
                        WebhookIds.delivery(id),
                        delivery -> deliveries.redeliver(caller, delivery)));
    }

    @Post(uri = "/webhook-endpoints/{id}/test", consumes = MediaType.ALL)
    @Secured("images:write")
    @DeliveryDocs.TryEndpoint
    HttpResponse<?> test(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            String id,
            @Parameter(hidden = true) @Body @Nullable String body) {
        return BodilessPost.objection(request, body)
                .<HttpResponse<?>>map(objection -> surfaces.render(request, objection))
                .orElseGet(() -> answer(
                        request,
                        HttpStatus.OK,
                        WebhookIds.endpoint(id),
                        endpoint -> deliveries.test(caller, endpoint)));
    }

    @Post(uri = "/webhook-endpoints/{id}/redeliver", consumes = MediaType.ALL)
    @Secured("images:write")
    @Status(HttpStatus.ACCEPTED)
    @DeliveryDocs.RedeliverAll
    HttpResponse<?> redeliverAll(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            String id,
            @Parameter(hidden = true) @Body @Nullable String body) {
        Optional<ApiFailure> objection = BodilessPost.objectionToBody(request, body);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        QueryParams params = new QueryParams(request);
        Instant since = params.time(SINCE, Instant.MAX);
        params.end();
        if (since.equals(Instant.MAX)) {
            throw new BadFieldException(SINCE, "is required");
        }
        Deliveries.Bulk bulk = WebhookIds.endpoint(id)
                .map(endpoint -> deliveries.redeliver(caller, endpoint, since))
                .orElseGet(() -> new Deliveries.Bulk.Refused(new ApiFailure.NotFound()));
        return switch (bulk) {
            case Deliveries.Bulk.Sent sent -> HttpResponse.accepted().body(DeliveryReply.of(sent));
            case Deliveries.Bulk.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request, HttpStatus status, Optional<String> id, Function<String, Deliveries.Reply> act) {
        Deliveries.Reply reply = id.map(act).orElseGet(() -> new Deliveries.Reply.Refused(new ApiFailure.NotFound()));
        return switch (reply) {
            case Deliveries.Reply.Done done -> HttpResponse.status(status).body(DeliveryReply.of(done.delivery()));
            case Deliveries.Reply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }
}
