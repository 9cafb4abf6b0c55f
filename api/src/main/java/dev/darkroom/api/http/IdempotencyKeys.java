package dev.darkroom.api.http;

import dev.darkroom.api.core.IdempotencyKey;
import io.micronaut.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} of a request. */
public final class IdempotencyKeys {

    public static final String HEADER = "Idempotency-Key";

    /** Says that an answer was given before. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private IdempotencyKeys() {}

    /** The key; null where there is none. */
    public static @Nullable IdempotencyKey read(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll(HEADER);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw new BadFieldException(HEADER, "must not be there twice");
        }
        return IdempotencyKey.of(values.getFirst())
                .orElseThrow(() -> new BadFieldException(
                        HEADER, "must have 1 to %d printable ASCII characters".formatted(IdempotencyKey.LENGTH_MAX)));
    }
}
