package dev.darkroom.api.surface.stratizon.models;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.workflows.domain.job.Capability;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The catalogue. A model's id may contain slashes, raw or escaped. */
@ForCallers
@Controller("/v1/models")
@Secured("images:read")
final class ModelController {

    private static final String SURFACE = "stratizon";
    private static final List<String> CAPABILITIES = Stream.concat(
                    Arrays.stream(Capability.values()).map(Capability::word),
                    Arrays.stream(Model.Ability.values()).map(Model.Ability::word))
            .toList();

    private final Catalogue catalogue;
    private final SurfaceTable surfaces;

    ModelController(Catalogue catalogue, SurfaceTable surfaces) {
        this.catalogue = catalogue;
        this.surfaces = surfaces;
    }

    @Get
    @ModelDocs.ReadAll
    ModelReply.All models(HttpRequest<?> request) {
        QueryParams params = new QueryParams(request);
        String capability = params.word("capability", CAPABILITIES);
        params.end();
        return new ModelReply.All(catalogue.offers(SURFACE).stream()
                .filter(offer -> capability == null
                        || ModelReply.capabilities(offer.model()).contains(capability))
                .map(this::reply)
                .toList());
    }

    @Get("/{id:.+}")
    @ModelDocs.Read
    HttpResponse<?> model(HttpRequest<?> request, String id) {
        QueryParams.none(request);
        return catalogue
                .find(SURFACE, id)
                .<HttpResponse<?>>map(offer -> HttpResponse.ok(reply(offer)))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    private ModelReply reply(Offer offer) {
        List<ModelReply.Route> routes = offer.model().routes().stream()
                .map(Model.Way::route)
                .map(route -> new ModelReply.Route(route.provider().value(), catalogue.isAvailable(route)))
                .toList();
        return ModelReply.of(offer, routes);
    }
}
