package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;

/** Errors that the framework finds by itself (no such path, wrong method, body too large), as their surface says them. */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class FrameworkErrors implements ErrorResponseProcessor<Object> {

    private final SurfaceTable surfaces;

    FrameworkErrors(SurfaceTable surfaces) {
        this.surfaces = surfaces;
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        MutableHttpResponse<?> rendered = surfaces.render(context.getRequest(), failure(context, response));
        rendered.getHeaders().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        RequestIds.complete(context.getRequest(), response);
        return response.status(rendered.code()).body((Object) rendered.body());
    }

    private static ApiFailure failure(ErrorContext context, MutableHttpResponse<?> response) {
        return switch (HttpStatus.valueOf(response.code())) {
            case NOT_FOUND -> new ApiFailure.NotFound();
            case METHOD_NOT_ALLOWED ->
                new ApiFailure.MethodNotAllowed(response.getHeaders().getAll(HttpHeaders.ALLOW));
            case REQUEST_ENTITY_TOO_LARGE -> tooLarge(context.getRequest());
            case NOT_ACCEPTABLE -> new ApiFailure.BadField("Accept", "`Accept` must allow application/json.");
            case UNSUPPORTED_MEDIA_TYPE -> new ApiFailure.WrongContentType();
            case UNAUTHORIZED -> new ApiFailure.Unauthorized(true);
            default ->
                response.code() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                        ? new ApiFailure.Internal(null)
                        : new ApiFailure.BadField(null, "The request cannot be read.");
        };
    }

    /** The framework says the same of a body and of a request line or headers that are too long. */
    private static ApiFailure tooLarge(HttpRequest<?> request) {
        boolean head = request instanceof NettyHttpRequest<?> received
                && received.getNativeRequest().decoderResult().isFailure();
        return head
                ? new ApiFailure.BadField(null, "The path with its query, or the headers, are too long.")
                : new ApiFailure.TooLarge();
    }
}
