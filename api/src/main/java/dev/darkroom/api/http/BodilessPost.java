package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POST that says all with its path: it has no body, or an empty JSON object. */
public final class BodilessPost {

    private BodilessPost() {}

    /**
     * Why its body is not read; empty where there is none, or nothing in it.
     *
     * @param body null for none: the framework binds no array to it
     * @throws BadFieldException where the body is not an empty object, or the path has a query
     */
    public static Optional<ApiFailure> objection(HttpRequest<?> request, @Nullable String body) {
        QueryParams.none(request);
        return objectionToBody(request, body);
    }

    /** The same, where a query may be there. */
    public static Optional<ApiFailure> objectionToBody(HttpRequest<?> request, @Nullable String body) {
        if (body == null || body.isEmpty()) {
            return Optional.empty();
        }
        Optional<ApiFailure> objection = JsonBodies.objection(request);
        if (objection.isPresent()) {
            return objection;
        }
        if (body.length() > SpendingPost.BYTES_MAX) {
            return Optional.of(new ApiFailure.TooLarge());
        }
        Fields.of(StrictJson.read(body.getBytes(StandardCharsets.UTF_8))).end();
        return Optional.empty();
    }
}
