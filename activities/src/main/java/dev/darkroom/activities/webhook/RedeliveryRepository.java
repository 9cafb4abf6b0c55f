package dev.darkroom.activities.webhook;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries that have ended, and begin again. Every such move is one statement with its condition in it. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RedeliveryRepository extends GenericRepository<WebhookDeliveryRow, String> {

    String REVIVE = "UPDATE webhook_delivery SET state = 'PENDING', ended_at = NULL, redeliveries = redeliveries + 1,"
            + " tries = 0, next_at = NULL, check_at = CURRENT_TIMESTAMP(3) + INTERVAL 15 SECOND, checks = 0, url = ";

    @Query("SELECT d.id, e.kind, d.state, d.endpoint_id, p.deleted_at IS NOT NULL AS endpoint_deleted,"
            + " p.disabled_reason, IF(d.endpoint_id IS NULL, COALESCE(c.request_webhook_url, j.request_webhook_url),"
            + " NULL) AS url FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id"
            + " LEFT JOIN webhook_endpoint p ON p.id = d.endpoint_id LEFT JOIN job j ON j.id = e.job_id"
            + " LEFT JOIN job c ON c.id = j.chain_id WHERE d.id = :id AND d.tenant_id = :tenant")
    Optional<EndedDelivery> find(String tenant, String id);

    /** Makes a delivery that has ended one that is to be sent, with all its attempts before it. */
    @Query(REVIVE + ":url WHERE id = :id AND tenant_id = :tenant AND state <> 'PENDING'")
    int revive(String tenant, String id, @Nullable String url);

    /** What did not arrive at an endpoint, oldest first. */
    @Query("SELECT d.id FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id WHERE d.endpoint_id ="
            + " :endpoint AND d.tenant_id = :tenant AND d.state IN ('DEAD', 'ABANDONED') AND d.id >= :least AND"
            + " d.created_at >= :since AND e.kind NOT IN ('PROGRESSED', 'TEST') ORDER BY d.id LIMIT :most")
    List<String> undelivered(String tenant, String endpoint, String least, Instant since, int most);

    /** Those of them that are still so, locked. */
    @Query("SELECT id FROM webhook_delivery WHERE id IN (:ids) AND state IN ('DEAD', 'ABANDONED') FOR UPDATE")
    List<String> lockUndelivered(Collection<String> ids);

    @Query(REVIVE + "NULL WHERE id IN (:ids) AND state IN ('DEAD', 'ABANDONED')")
    int reviveAll(Collection<String> ids);

    @Query("SELECT d.id, d.event_id, e.kind, d.redeliveries, d.url_host FROM webhook_delivery d"
            + " JOIN webhook_event e ON e.id = d.event_id WHERE d.id IN (:ids) ORDER BY d.id")
    List<RevivedDelivery> revived(Collection<String> ids);
}
