package dev.darkroom.api.admin.http;

import dev.darkroom.api.security.ApiKeyRow;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without its secret.
 *
 * @param prefix its visible part
 * @param models ids of the catalogue; null for all
 * @param monthLimitUsd what it may spend in a calendar month, UTC; null for no limit
 * @param monthSpentUsd what it has spent in this month; null where there is no limit
 * @param lastUsedAt right to about half a minute
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record KeyReply(
        String prefix,
        @Nullable String name,
        List<String> scopes,
        @Nullable List<String> models,
        @Nullable String monthLimitUsd,
        @Nullable String monthSpentUsd,
        @Nullable String createdAt,
        @Nullable String lastUsedAt,
        @Nullable String revokedAt) {

    static KeyReply of(ApiKeyRow row) {
        Long limit = row.monthLimit();
        return new KeyReply(
                row.prefix(),
                row.name(),
                row.scopeWords(),
                row.modelIds().isEmpty() ? null : row.modelIds(),
                Shown.usd(limit),
                limit == null ? null : Shown.usd(row.spentIn(YearMonth.now(ZoneOffset.UTC))),
                Shown.time(row.createdAt()),
                Shown.time(row.lastUsedAt()),
                Shown.time(row.revokedAt()));
    }

    /** The keys of a tenant, oldest first. */
    @Serdeable
    record All(List<KeyReply> keys) {}

    /**
     * A key that was just made.
     *
     * @param secret the whole key, shown once
     * @param note what to know of the secret
     */
    @Serdeable
    record Made(KeyReply key, @Nullable String secret, String note) {
        /** The same as a repeat is told it. */
        Made again() {
            return new Made(key, null, Once.SHOWN_BEFORE);
        }

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Made[%s]".formatted(key.prefix());
        }
    }
}
