package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.IdempotencyKey;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POST that spends, read as far as every surface reads it alike. */
public sealed interface SpendingPost {

    /** How many bytes of JSON a request may have that takes no images. */
    int BYTES_MAX = 1024 * 1024;

    /** How many bytes of JSON a request may have that takes images. */
    int BYTES_WITH_IMAGES_MAX = 32 * 1024 * 1024;

    /**
     * What it says.
     *
     * @param dryRun whether only the price is asked for
     * @param key where given, a repeat is the same job
     */
    record Read(JsonValue body, boolean dryRun, @Nullable IdempotencyKey key) implements SpendingPost {}

    /** Why it is not even read. */
    record Unread(ApiFailure failure) implements SpendingPost {}

    /**
     * Reads a request.
     *
     * @param bytesMax the most bytes of its body
     * @throws BadFieldException where query, headers or body cannot be read
     */
    static SpendingPost of(HttpRequest<?> request, byte @Nullable [] body, int bytesMax) {
        Optional<ApiFailure> objection = JsonBodies.objection(request);
        if (objection.isPresent()) {
            return new Unread(objection.get());
        }
        if (body != null && body.length > bytesMax) {
            return new Unread(new ApiFailure.TooLarge());
        }
        return of(request, StrictJson.read(body == null ? new byte[0] : body));
    }

    /**
     * Reads what is around a body that was read before.
     *
     * @throws BadFieldException where query or headers cannot be read
     */
    static Read of(HttpRequest<?> request, JsonValue body) {
        QueryParams params = new QueryParams(request);
        boolean dryRun = params.flag("dry_run");
        params.end();
        IdempotencyKey key = IdempotencyKeys.read(request);
        return new Read(body, dryRun, key);
    }
}
