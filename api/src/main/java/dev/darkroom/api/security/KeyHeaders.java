package dev.darkroom.api.security;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The key in a request: {@code Authorization: Bearer <key>} or {@code X-API-Key: <key>}, on every surface. */
final class KeyHeaders {

    private static final String BEARER = "bearer ";
    private static final String API_KEY = "X-API-Key";

    private KeyHeaders() {}

    /** Whether there is anything at all that could be meant as a key. */
    static boolean isMissing(HttpRequest<?> request) {
        return !request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                && !request.getHeaders().contains(API_KEY);
    }

    /** The one key; empty where there is none, or where two headers do not agree. */
    static Optional<String> read(HttpRequest<?> request) {
        Set<String> keys = new LinkedHashSet<>();
        List<String> authorizations = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        for (String authorization : authorizations) {
            boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
            keys.add(bearer ? authorization.substring(BEARER.length()) : "");
        }
        keys.addAll(request.getHeaders().getAll(API_KEY));
        return keys.size() == 1 ? keys.stream().findFirst() : Optional.empty();
    }
}
