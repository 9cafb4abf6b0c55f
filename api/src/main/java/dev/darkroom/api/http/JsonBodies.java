package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The body of a request that takes JSON. */
public final class JsonBodies {

    private static final Pattern JSON = Pattern.compile(
            "\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?;?\\s*", Pattern.CASE_INSENSITIVE);

    private JsonBodies() {}

    /** Why the body is not even read; empty where it is JSON by its headers. */
    public static Optional<ApiFailure> objection(HttpRequest<?> request) {
        List<String> types = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
        return isPlain(request)
                        && types.size() == 1
                        && JSON.matcher(types.getFirst()).matches()
                ? Optional.empty()
                : Optional.of(new ApiFailure.WrongContentType());
    }

    /** Whether the body is not packed. */
    public static boolean isPlain(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .allMatch("identity"::equalsIgnoreCase);
    }
}
