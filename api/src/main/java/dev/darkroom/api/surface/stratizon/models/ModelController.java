package dev.darkroom.api.surface.stratizon.models;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import java.util.List;

/** The catalogue. A model's id may contain slashes, raw or escaped. */
@ForCallers
@Controller("/v1/models")
@Secured("images:read")
final class ModelController {

    private static final String SURFACE = "stratizon";

    private final Catalogue catalogue;
    private final SurfaceTable surfaces;

    ModelController(Catalogue catalogue, SurfaceTable surfaces) {
        this.catalogue = catalogue;
        this.surfaces = surfaces;
    }

    @Get
    ModelReply.All models(HttpRequest<?> request) {
        QueryParams.none(request);
        return new ModelReply.All(catalogue.all().stream().map(this::reply).toList());
    }

    @Get("/{+id}")
    HttpResponse<?> model(HttpRequest<?> request, String id) {
        QueryParams.none(request);
        return catalogue
                .find(SURFACE, id)
                .<HttpResponse<?>>map(model -> HttpResponse.ok(reply(model)))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    private ModelReply reply(Model model) {
        List<ModelReply.Route> routes = model.routes().stream()
                .map(route -> new ModelReply.Route(route.provider().value(), catalogue.isAvailable(route)))
                .toList();
        return ModelReply.of(model, SURFACE, routes);
    }
}
