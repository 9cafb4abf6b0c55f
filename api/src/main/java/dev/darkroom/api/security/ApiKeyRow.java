package dev.darkroom.api.security;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: never its secret.
 *
 * @param prefix the visible part, by which it is looked up
 * @param secretHash SHA-256 of the whole key, 64 hexadecimal digits
 * @param scopes words, separated by commas
 */
@MappedEntity("api_key")
public record ApiKeyRow(
        @Id String id,
        String tenantId,
        String prefix,
        String secretHash,
        String scopes,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "ApiKeyRow[%s]".formatted(prefix);
    }
}
