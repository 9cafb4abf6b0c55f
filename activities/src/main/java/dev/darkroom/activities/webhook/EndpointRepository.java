package dev.darkroom.activities.webhook;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints, and the secret of a tenant. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface EndpointRepository extends GenericRepository<WebhookEndpointRow, String> {

    WebhookEndpointRow save(WebhookEndpointRow row);

    @Query("SELECT * FROM webhook_endpoint WHERE id = :id AND tenant_id = :tenant AND deleted_at IS NULL")
    Optional<WebhookEndpointRow> find(String tenant, String id);

    @Query("SELECT * FROM webhook_endpoint WHERE tenant_id = :tenant AND deleted_at IS NULL ORDER BY created_at, id")
    List<WebhookEndpointRow> list(String tenant);

    /** Locks the tenant, so that its endpoints are counted by one at a time. */
    @Query("SELECT id FROM tenant WHERE id = :tenant FOR UPDATE")
    Optional<String> lockTenant(String tenant);

    @Query("SELECT COUNT(*) FROM webhook_endpoint WHERE tenant_id = :tenant AND deleted_at IS NULL")
    int count(String tenant);

    /** Writes what is not null. */
    @Query("UPDATE webhook_endpoint SET url = COALESCE(:url, url), events = COALESCE(:events, events),"
            + " description = COALESCE(:description, description),"
            + " failures = IF(:enabled OR :url IS NOT NULL, 0, failures),"
            + " disabled_reason = IF(:enabled, NULL, COALESCE(disabled_reason, :disabledReason))"
            + " WHERE id = :id AND tenant_id = :tenant AND deleted_at IS NULL")
    int change(
            String tenant,
            String id,
            @Nullable String url,
            @Nullable String events,
            @Nullable String description,
            boolean enabled,
            @Nullable String disabledReason);

    @Query("UPDATE webhook_endpoint SET secret_before = secret, secret_before_until = CURRENT_TIMESTAMP(3)"
            + " + INTERVAL :hours HOUR, secret = :secret WHERE id = :id AND tenant_id = :tenant AND deleted_at IS NULL")
    int rotate(String tenant, String id, String secret, long hours);

    @Query("UPDATE tenant SET webhook_secret_before = webhook_secret, webhook_secret_before_until ="
            + " CURRENT_TIMESTAMP(3) + INTERVAL :hours HOUR, webhook_secret = :secret WHERE id = :tenant")
    int rotateTenant(String tenant, String secret, long hours);

    @Query("SELECT webhook_secret_before_until FROM tenant WHERE id = :tenant")
    Instant tenantSecretUntil(String tenant);

    @Query("UPDATE webhook_endpoint SET deleted_at = CURRENT_TIMESTAMP(3)"
            + " WHERE id = :id AND tenant_id = :tenant AND deleted_at IS NULL")
    int delete(String tenant, String id);

    @Query("UPDATE webhook_endpoint SET deleted_at = COALESCE(deleted_at, CURRENT_TIMESTAMP(3)), url = '',"
            + " description = '' WHERE tenant_id = :tenant")
    int erase(String tenant);

    @Query("UPDATE webhook_endpoint SET failures = 0 WHERE id = :id AND failures > 0")
    int noteSuccess(String id);

    @Query("UPDATE webhook_endpoint SET failures = failures + 1 WHERE id = :id")
    int noteFailure(String id);

    @Query("UPDATE webhook_endpoint SET disabled_reason = :reason WHERE id = :id AND disabled_reason IS NULL")
    int disable(String id, String reason);
}
