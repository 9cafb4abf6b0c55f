package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.JobState;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs. Every move between states is one statement with its condition in it, and sets when the sweep looks next. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface JobRepository extends GenericRepository<JobRow, String> {

    String LOGGED = "event_seq = event_seq + 1, ";
    String CHECK_SOON = "check_at = CURRENT_TIMESTAMP(3) + INTERVAL 15 SECOND, checks = 0, closed_seen_at = NULL";

    JobRow save(JobRow row);

    Optional<JobRow> findById(String id);

    Optional<JobRow> findByIdAndTenantId(String id, String tenantId);

    List<JobRow> findByIdIn(List<String> ids);

    /** Waits for a transaction that may still be inserting the row, so that no answer means that it is not there. */
    @Query("SELECT * FROM job WHERE id = :id FOR UPDATE")
    Optional<JobRow> findDecisively(String id);

    @Query("SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE tenant_id = :tenant AND state IN ('PENDING', 'QUEUED')"
            + " LIMIT :most) waiting")
    int countWaiting(String tenant, int most);

    @Query("SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE state IN ('PENDING', 'QUEUED') LIMIT :most) waiting")
    int countWaiting(int most);

    @Query("SELECT id, state, event_seq, work_progress AS progress, work_previews AS previews FROM job"
            + " WHERE id IN (:ids)")
    List<JobPulse> pulses(List<String> ids);

    @Query("SELECT * FROM job WHERE tenant_id = :tenant AND state IN (:states)"
            + " AND created_at >= :since AND created_at < :until AND (:model IS NULL OR request_model = :model)"
            + " AND chain_role IN (:roles) AND (:parent IS NULL OR chain_id = :parent)"
            + " AND (created_at < :beforeAt OR (created_at = :beforeAt AND id < :beforeId))"
            + " ORDER BY created_at DESC, id DESC LIMIT :limit")
    List<JobRow> list(
            String tenant,
            List<JobState> states,
            Instant since,
            Instant until,
            @Nullable String model,
            Instant beforeAt,
            String beforeId,
            int limit,
            List<ChainColumns.Role> roles,
            @Nullable String parent);

    @Query("SELECT * FROM job WHERE tenant_id = :tenant AND created_at >= :since AND api_key_id = :key"
            + " AND request_fingerprint = :fingerprint ORDER BY created_at DESC, id DESC LIMIT 1")
    Optional<JobRow> findNewest(String tenant, Instant since, String key, String fingerprint);

    @Query("UPDATE job SET state = 'QUEUED', outcome_charged = quote_total, " + LOGGED + CHECK_SOON
            + " WHERE id = :id AND state = 'PENDING' AND chain_role <> 'STEP'")
    int charge(String id);

    /** Makes room for a line in the log of a chain, and locks it. */
    @Query("UPDATE job SET event_seq = event_seq + 1 WHERE id = :id")
    int note(String id);

    /** Has a chain run, as its first step does. */
    @Query("UPDATE job SET state = 'RUNNING', started_at = CURRENT_TIMESTAMP(3), " + LOGGED + CHECK_SOON
            + " WHERE id = :id AND state = 'QUEUED' AND cancel_requested = FALSE")
    int runChain(String id);

    /** The time of a step runs from its charge; before that its chain has time for it. */
    @Query("UPDATE job SET state = 'QUEUED', outcome_charged = quote_total,"
            + " expires_at = CURRENT_TIMESTAMP(3) + INTERVAL 24 HOUR, " + LOGGED + CHECK_SOON
            + " WHERE id = :id AND state = 'PENDING' AND cancel_requested = FALSE")
    int chargeStep(String id);

    @Query("UPDATE job SET state = :state, completed_at = CURRENT_TIMESTAMP(3), cancel_requested = :withdrawn,"
            + " outcome_failure = :failure, outcome_delivered = :delivered, outcome_refunded = :refunded,"
            + " work_progress = :progress, " + LOGGED + "check_at = NULL, closed_seen_at = NULL"
            + " WHERE id = :id AND completed_at IS NULL")
    int endChain(
            String id,
            JobState state,
            boolean withdrawn,
            @Nullable String failure,
            int delivered,
            long refunded,
            int progress);

    @Query("UPDATE job SET state = 'RUNNING', started_at = CURRENT_TIMESTAMP(3), work_route = :route,"
            + " work_provider = :provider, work_reference = :reference, " + LOGGED + CHECK_SOON
            + " WHERE id = :id AND state = 'QUEUED' AND cancel_requested = FALSE AND expires_at > CURRENT_TIMESTAMP(3)")
    int intend(String id, int route, String provider, String reference);

    @Query("UPDATE job SET work_route = :route, work_provider = :provider, work_reference = :reference, " + LOGGED
            + CHECK_SOON + " WHERE id = :id AND state = 'RUNNING' AND work_ticket IS NULL AND work_route < :route"
            + " AND cancel_requested = FALSE")
    int intendNext(String id, int route, String provider, String reference);

    @Query("UPDATE job SET work_provider = NULL WHERE id = :id AND state = 'RUNNING' AND work_ticket IS NULL"
            + " AND work_route < :route")
    int leaveProvider(String id, int route);

    @Query("UPDATE job SET work_ticket = :ticket, " + LOGGED + CHECK_SOON
            + " WHERE id = :id AND state = 'RUNNING' AND work_ticket IS NULL")
    int accept(String id, String ticket);

    @Query("UPDATE job SET work_progress = GREATEST(work_progress, :percent) WHERE id = :id AND state = 'RUNNING'"
            + " AND cancel_requested = FALSE")
    int progress(String id, int percent);

    @Query("UPDATE job SET work_previews = GREATEST(work_previews, :previews) WHERE id = :id AND state = 'RUNNING'")
    int preview(String id, int previews);

    @Query("UPDATE job SET state = 'RUNNING', started_at = CURRENT_TIMESTAMP(3), " + LOGGED + CHECK_SOON
            + " WHERE id = :id AND state = 'QUEUED'")
    int run(String id);

    @Query("UPDATE job SET cancel_requested = TRUE, " + LOGGED + CHECK_SOON
            + " WHERE id = :id AND tenant_id = :tenant AND cancel_requested = FALSE AND completed_at IS NULL")
    int requestCancel(String id, String tenant);

    @Query("UPDATE job SET state = :state, completed_at = CURRENT_TIMESTAMP(3), cancel_requested = :withdrawn,"
            + " outcome_failure = :failure, outcome_delivered = :delivered, outcome_images = :images, outcome_missing ="
            + " :missing, outcome_refunded = :refunded, work_progress = :progress, " + LOGGED
            + "check_at = NULL, closed_seen_at = NULL"
            + " WHERE id = :id AND state = :from AND cancel_requested = :flagged AND work_provider <=> :provider")
    int end(
            String id,
            JobState from,
            boolean flagged,
            @Nullable String provider,
            JobState state,
            boolean withdrawn,
            @Nullable String failure,
            int delivered,
            String images,
            String missing,
            long refunded,
            int progress);
}
