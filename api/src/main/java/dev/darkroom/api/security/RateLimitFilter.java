package dev.darkroom.api.security;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what a known key asks too often, before anything is done for it, and tells what is left on every answer. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RateLimitFilter {

    /** Answers come by here also from the filter that knows keys, which refuses some by itself. */
    private static final int BEFORE_SECURITY = 30_000;

    private static final int AFTER_SECURITY = 40_000;

    private final Admission admission;
    private final SurfaceTable surfaces;

    RateLimitFilter(Admission admission, SurfaceTable surfaces) {
        this.admission = admission;
        this.surfaces = surfaces;
    }

    @RequestFilter
    @Order(AFTER_SECURITY)
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        Optional<Caller> caller = KeyAuthentication.caller(request);
        Optional<ApiFailure> objection = caller.flatMap(known -> admission.objection(request, known));
        return objection.map(failure -> surfaces.render(request, failure)).orElse(null);
    }

    @ResponseFilter
    @Order(BEFORE_SECURITY)
    void mark(HttpRequest<?> request, MutableHttpResponse<?> response) {
        admission.mark(request, response);
    }
}
