package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.HttpServerConfiguration;
import org.jspecify.annotations.Nullable;

/** Refuses a body that says in its head that it is too large, before any of it is read. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class BodyLimitFilter {

    private final BodyLimits limits;
    private final SurfaceTable surfaces;

    BodyLimitFilter(HttpServerConfiguration configuration, SurfaceTable surfaces) {
        limits = BodyLimits.of(configuration);
        this.surfaces = surfaces;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        return request.getContentLength() > limits.bytesMax(type)
                ? surfaces.render(request, new ApiFailure.TooLarge())
                : null;
    }
}
