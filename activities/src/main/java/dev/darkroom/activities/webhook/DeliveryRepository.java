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

/** Events and their deliveries. Every move between states is one statement with its condition in it. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface DeliveryRepository extends GenericRepository<WebhookDeliveryRow, String> {

    String NOW = "CURRENT_TIMESTAMP(3)";

    /** What is written with an end, of a delivery that has not ended. */
    String FORGOTTEN = """
        SELECT d.id, d.event_id, d.redeliveries, d.url_host, e.kind, t.name AS tenant_name,
         (d.created_at > CURRENT_TIMESTAMP(3) - INTERVAL 5 SECOND) AS fresh,
         (d.closed_seen_at IS NOT NULL AND d.closed_seen_at <= CURRENT_TIMESTAMP(3) - INTERVAL 5 SECOND) AS closed_seen
         FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id JOIN tenant t ON t.id = d.tenant_id\
        """;

    String ENDED = ", ended_at = " + NOW + ", url = NULL, next_at = NULL, check_at = NULL, closed_seen_at = NULL"
            + " WHERE state = 'PENDING' ";

    String OF_ENDPOINT =
            "SELECT e.id AS endpoint_id, e.url AS url, e.secret AS secret, IF(e.secret_before_until > " + NOW
                    + ", e.secret_before, NULL) AS secret_before, e.failures AS failures FROM webhook_endpoint e"
                    + " WHERE e.tenant_id = :tenant AND e.deleted_at IS NULL ";

    /** Who wants to know of a job: the URL of its request, or of its chain's, and the endpoints of its tenant. */
    @Query("SELECT NULL AS endpoint_id, j.request_webhook_url AS url, t.webhook_secret AS secret,"
            + " IF(t.webhook_secret_before_until > " + NOW + ", t.webhook_secret_before, NULL) AS secret_before,"
            + " 0 AS failures FROM job j JOIN tenant t ON t.id = j.tenant_id WHERE j.id = :asker"
            + " AND j.request_webhook_url IS NOT NULL AND FIND_IN_SET(:word, j.request_webhook_events) > 0 UNION ALL "
            + OF_ENDPOINT + "AND e.disabled_reason IS NULL AND FIND_IN_SET(:word, e.events) > 0")
    List<Subscriber> subscribers(String tenant, String asker, String word);

    @Query(OF_ENDPOINT + "AND e.id = :endpoint")
    Optional<Subscriber> subscriber(String tenant, String endpoint);

    /** The event of a job that has just ended, at the moment of its end. */
    @Query("INSERT INTO webhook_event (id, tenant_id, job_id, kind, at)"
            + " SELECT :id, tenant_id, id, :kind, completed_at FROM job WHERE id = :job")
    int noteEnd(String id, String job, String kind);

    @Query("INSERT INTO webhook_event (id, tenant_id, job_id, kind, at, progress)"
            + " VALUES (:id, :tenant, :job, :kind, :at, :progress)")
    int note(String id, String tenant, @Nullable String job, String kind, Instant at, @Nullable Integer progress);

    @Query("INSERT INTO webhook_delivery (id, event_id, tenant_id, endpoint_id, url, url_host, state, created_at,"
            + " check_at) VALUES (:id, :event, :tenant, :endpoint, :url, :host, 'PENDING', " + NOW + ", " + NOW
            + " + INTERVAL 15 SECOND)")
    int add(String id, String event, String tenant, @Nullable String endpoint, @Nullable String url, String host);

    /** A delivery of one attempt, which has been made. */
    @Query("INSERT INTO webhook_delivery (id, event_id, tenant_id, endpoint_id, url_host, state, created_at, ended_at,"
            + " tries, attempts) VALUES (:id, :event, :tenant, :endpoint, :host, :state, :at, " + NOW + ", 1, 1)")
    int addEnded(
            String id,
            String event,
            String tenant,
            @Nullable String endpoint,
            String host,
            DeliveryState state,
            Instant at);

    @Query("SELECT d.id, d.url_host FROM webhook_delivery d WHERE d.event_id = :event AND d.redeliveries = 0"
            + " ORDER BY d.id")
    List<Told> ofEvent(String event);

    /** An endpoint's URL, secrets and failures; where there is none, the URL of the request and the tenant's secrets. */
    @Query("""
        SELECT d.id, d.event_id, d.tenant_id, d.endpoint_id, d.url_host, d.state, d.redeliveries, d.tries, d.attempts,
         GREATEST(0, COALESCE(TIMESTAMPDIFF(MICROSECOND, CURRENT_TIMESTAMP(3), d.next_at), 0)) DIV 1000 AS wait_millis,
         e.job_id, e.kind, e.at, e.progress,
         IF(p.id IS NULL, d.url, IF(p.deleted_at IS NULL, p.url, NULL)) AS url,
         p.disabled_reason, COALESCE(p.failures, 0) AS failures, COALESCE(p.secret, t.webhook_secret) AS secret,
         IF(p.id IS NULL,
          IF(t.webhook_secret_before_until > CURRENT_TIMESTAMP(3), t.webhook_secret_before, NULL),
          IF(p.secret_before_until > CURRENT_TIMESTAMP(3), p.secret_before, NULL)) AS secret_before,
         (SELECT a.status FROM webhook_attempt a WHERE a.delivery_id = d.id AND a.seq = d.attempts) AS last_status
         FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id JOIN tenant t ON t.id = d.tenant_id
         LEFT JOIN webhook_endpoint p ON p.id = d.endpoint_id WHERE d.id = :id\
        """)
    Optional<DueDelivery> due(String id);

    /** Counts an attempt, also one of a delivery that has ended under its hands. */
    @Query("UPDATE webhook_delivery SET attempts = attempts + 1, tries = tries + (redeliveries = :redelivery)"
            + " WHERE id = :id")
    int count(String id, int redelivery);

    @Query("INSERT INTO webhook_attempt (delivery_id, seq, at, status, duration_ms, problem, answer)"
            + " SELECT id, attempts, :at, :status, :duration, :problem, :answer FROM webhook_delivery WHERE id = :id")
    int log(
            String id,
            Instant at,
            @Nullable Integer status,
            @Nullable Integer duration,
            @Nullable String problem,
            String answer);

    /** The sweep looks as often as before the attempt: an operator may end the workflow during a pause of hours. */
    @Query("UPDATE webhook_delivery SET next_at = " + NOW + " + INTERVAL (:millis * 1000) MICROSECOND, check_at = "
            + NOW
            + " + INTERVAL 15 SECOND, checks = 0, closed_seen_at = NULL"
            + " WHERE id = :id AND state = 'PENDING' AND redeliveries = :redelivery")
    int again(String id, int redelivery, long millis);

    @Query("UPDATE webhook_delivery SET state = :state" + ENDED + "AND id = :id AND redeliveries = :redelivery")
    int end(String id, int redelivery, DeliveryState state);

    /** Ends what is on its way to an endpoint that is no more. */
    @Query("UPDATE webhook_delivery SET state = 'DEAD'" + ENDED + "AND tenant_id = :tenant AND endpoint_id = :endpoint")
    int endAll(String tenant, String endpoint);

    @Query("UPDATE webhook_delivery SET state = 'DEAD'" + ENDED + "AND tenant_id = :tenant")
    int endAllOf(String tenant);

    @Query("UPDATE webhook_attempt a JOIN webhook_delivery d ON d.id = a.delivery_id SET a.answer = ''"
            + " WHERE d.tenant_id = :tenant AND a.answer <> ''")
    int eraseAnswers(String tenant);

    @Query("SELECT id FROM webhook_delivery WHERE check_at <= " + NOW + " ORDER BY check_at LIMIT :most FOR UPDATE SKIP"
            + " LOCKED")
    List<String> lockDue(int most);

    @Query("UPDATE webhook_delivery SET check_at = " + NOW + " + INTERVAL LEAST(300, 15 * (1 << LEAST(checks, 8)))"
            + " SECOND, checks = checks + 1 WHERE id IN (:ids)")
    int postpone(Collection<String> ids);

    @Query(FORGOTTEN + " WHERE d.id IN (:ids) ORDER BY d.id")
    List<ForgottenDelivery> read(Collection<String> ids);

    /** Those that have not ended, whenever they are due. */
    @Query(FORGOTTEN + " WHERE d.id > :after AND d.check_at IS NOT NULL ORDER BY d.id LIMIT :most")
    List<ForgottenDelivery> open(String after, int most);

    @Query("UPDATE webhook_delivery SET closed_seen_at = COALESCE(closed_seen_at, " + NOW + "), check_at = " + NOW
            + " + INTERVAL 5 SECOND WHERE id IN (:ids) AND state = 'PENDING'")
    int noteClosed(Collection<String> ids);

    @Query("UPDATE webhook_delivery SET closed_seen_at = NULL WHERE id IN (:ids) AND closed_seen_at IS NOT NULL")
    int noteOpen(Collection<String> ids);
}
