package dev.darkroom.api.security;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: never its secret.
 *
 * @param prefix the visible part, by which it is looked up
 * @param secretHash SHA-256 of the whole key, 64 hexadecimal digits
 * @param scopes words, separated by commas
 * @param name what the operator calls it
 * @param models ids of the catalogue, separated by commas; null for all
 * @param lastUsedAt right to about half a minute
 * @param monthLimit micro-USD that it may spend in a month; null for no limit
 * @param month of {@code monthSpent}, UTC: {@code 2026-01}
 */
@MappedEntity("api_key")
public record ApiKeyRow(
        @Id String id,
        String tenantId,
        String prefix,
        String secretHash,
        String scopes,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable String name,
        @Nullable String models,
        @Nullable Instant lastUsedAt,
        @Nullable Long monthLimit,
        @Nullable String month,
        long monthSpent) {

    /** What it may do, in words. */
    public List<String> scopeWords() {
        return List.of(scopes.split(","));
    }

    /** The models that it may use; empty for all. */
    public List<String> modelIds() {
        return models == null ? List.of() : List.of(models.split(","));
    }

    /** What it has spent in a month, micro-USD; counted only for keys with a limit. */
    public long spentIn(YearMonth asked) {
        return asked.toString().equals(month) ? monthSpent : 0;
    }

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "ApiKeyRow[%s]".formatted(prefix);
    }
}
