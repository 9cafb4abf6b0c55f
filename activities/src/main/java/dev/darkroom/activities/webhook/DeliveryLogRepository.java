package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of deliveries for those whose they are. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface DeliveryLogRepository extends GenericRepository<WebhookDeliveryRow, String> {

    String LOGGED = "SELECT d.id, d.event_id, e.kind, e.job_id, d.endpoint_id, d.url_host, d.state, d.redeliveries,"
            + " d.created_at, d.next_at FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id"
            + " WHERE d.tenant_id = :tenant ";

    /** Ids are in the order of time, so the bounds of the ids spare the reading of what the times leave out. */
    @Query(LOGGED + "AND d.id >= :least AND d.id < :before AND d.created_at >= :since AND d.created_at < :until"
            + " AND (:job IS NULL OR e.job_id = :job) AND (:endpoint IS NULL OR d.endpoint_id = :endpoint)"
            + " AND (:state IS NULL OR d.state = :state) AND (:kind IS NULL OR e.kind = :kind)"
            + " ORDER BY d.id DESC LIMIT :most")
    List<LoggedDelivery> list(
            String tenant,
            String least,
            String before,
            Instant since,
            Instant until,
            @Nullable String job,
            @Nullable String endpoint,
            @Nullable DeliveryState state,
            @Nullable String kind,
            int most);

    @Query(LOGGED + "AND d.id = :id")
    Optional<LoggedDelivery> find(String tenant, String id);

    /** The newest attempts of each delivery, oldest first. */
    @Query("SELECT a.* FROM webhook_attempt a JOIN webhook_delivery d ON d.id = a.delivery_id"
            + " WHERE d.id IN (:ids) AND a.seq > d.attempts - :most ORDER BY a.delivery_id, a.seq")
    List<WebhookAttemptRow> attempts(Collection<String> ids, int most);

    /** How the ends of jobs were told to the URLs of their requests. */
    @Query("SELECT e.job_id, d.state FROM webhook_event e JOIN webhook_delivery d ON d.event_id = e.id"
            + " WHERE e.job_id IN (:jobs) AND e.kind <> 'PROGRESSED' AND d.endpoint_id IS NULL")
    List<ToldEnd> ends(Collection<String> jobs);
}
