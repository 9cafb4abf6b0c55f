package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a request that takes JSON. */
public final class JsonBodies {

    private JsonBodies() {}

    /** Why the body is not even read; empty where it is JSON by its headers. */
    public static Optional<ApiFailure> objection(HttpRequest<?> request) {
        String encoding = request.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
        boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
        Optional<MediaType> type = request.getContentType();
        boolean json = type.map(MediaType::getName)
                .filter(MediaType.APPLICATION_JSON::equalsIgnoreCase)
                .isPresent();
        return plain && json && isUtf8(type.flatMap(MediaType::getCharset).orElse(null))
                ? Optional.empty()
                : Optional.of(new ApiFailure.WrongContentType());
    }

    private static boolean isUtf8(@Nullable Charset charset) {
        return charset == null || charset.equals(StandardCharsets.UTF_8);
    }
}
