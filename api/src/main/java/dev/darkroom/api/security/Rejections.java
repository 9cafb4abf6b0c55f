package dev.darkroom.api.security;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;

/** A caller who may not do that, as the request's surface says it. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class Rejections implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    private final SurfaceTable surfaces;
    private final Admission admission;

    Rejections(SurfaceTable surfaces, Admission admission) {
        this.surfaces = surfaces;
        this.admission = admission;
    }

    @Override
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException rejection) {
        return surfaces.render(request, rejection.isForbidden() ? forbidden(request) : unauthorized(request));
    }

    private ApiFailure forbidden(HttpRequest<?> request) {
        return KeyAuthentication.caller(request)
                .flatMap(caller -> admission.objection(request, caller))
                .orElseGet(() -> new ApiFailure.Forbidden(scope(request)));
    }

    private ApiFailure unauthorized(HttpRequest<?> request) {
        return admission
                .objectionToStranger(request)
                .orElseGet(() -> new ApiFailure.Unauthorized(KeyHeaders.isMissing(request)));
    }

    private static Scope scope(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .flatMap(route -> route.getAnnotationMetadata().stringValue(Secured.class))
                .flatMap(Scope::of)
                .orElse(Scope.IMAGES_READ);
    }
}
