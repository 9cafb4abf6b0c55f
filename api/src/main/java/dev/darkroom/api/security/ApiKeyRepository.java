package dev.darkroom.api.security;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** API keys. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ApiKeyRepository extends GenericRepository<ApiKeyRow, String> {

    ApiKeyRow save(ApiKeyRow row);

    List<ApiKeyRow> findByTenantIdOrderByCreatedAt(String tenantId);

    Optional<ApiKeyRow> findById(String id);

    Optional<ApiKeyRow> findByPrefix(String prefix);

    @Query("SELECT k.id, k.tenant_id, t.name AS tenant_name, k.prefix, k.secret_hash, k.scopes, k.models,"
            + " k.month_limit, t.tier, l.running_max, l.depth_max, l.daily_images, l.post_burst, l.post_per_second,"
            + " l.get_burst, l.get_per_second, t.provider_input FROM api_key k JOIN tenant t ON t.id = k.tenant_id JOIN"
            + " tier l ON l.name = t.tier WHERE k.prefix = :prefix AND k.revoked_at IS NULL")
    Optional<KeyHolder> findHolder(String prefix);

    @Query("UPDATE api_key SET revoked_at = CURRENT_TIMESTAMP(3) WHERE prefix = :prefix AND revoked_at IS NULL")
    int revoke(String prefix);

    @Query("UPDATE api_key SET revoked_at = CURRENT_TIMESTAMP(3) WHERE tenant_id = :tenant AND revoked_at IS NULL")
    int revokeAll(String tenant);

    @Query("UPDATE api_key SET last_used_at = :at WHERE id IN (:ids)")
    int used(Collection<String> ids, Instant at);
}
