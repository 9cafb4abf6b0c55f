package dev.darkroom.activities.reconcile;

import dev.darkroom.activities.job.JobRow;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The reconciler's statements about jobs. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SweepRepository extends GenericRepository<JobRow, String> {

    String DUE = """
        SELECT j.id, j.tenant_id, t.name AS tenant_name, j.state, j.surface, j.request_model AS model,
         j.request_images AS images, j.chain_role,
         (j.expires_at <= CURRENT_TIMESTAMP(3) AND j.started_at IS NULL) AS expired,
         (j.created_at > CURRENT_TIMESTAMP(3) - INTERVAL 5 SECOND) AS fresh,
         (j.closed_seen_at IS NOT NULL AND j.closed_seen_at <= CURRENT_TIMESTAMP(3) - INTERVAL 5 SECOND) AS closed_seen,
         (j.cancel_requested = TRUE) AS canceling
         FROM job j JOIN tenant t ON t.id = j.tenant_id\
        """;

    @Query("""
        SELECT id FROM job WHERE check_at <= CURRENT_TIMESTAMP(3) ORDER BY check_at LIMIT :most FOR UPDATE SKIP LOCKED
        """)
    List<String> lockDue(int most);

    @Query("""
        UPDATE job SET check_at = CURRENT_TIMESTAMP(3) + INTERVAL LEAST(60, 15 * (checks + 1)) SECOND, checks = checks + 1
         WHERE id IN (:ids)
        """)
    int postpone(List<String> ids);

    @Query(DUE + " WHERE j.id IN (:ids)")
    List<DueJob> read(List<String> ids);

    /** Jobs that have not ended, whenever they are due. A step that is not charged is its chain's to begin and to end. */
    @Query(DUE + """
         WHERE j.id > :after AND j.state IN ('PENDING', 'QUEUED', 'RUNNING')
         AND NOT (j.state = 'PENDING' AND j.chain_role = 'STEP') ORDER BY j.id LIMIT :most\
        """)
    List<DueJob> open(String after, int most);

    /** Notes that the workflow is closed, and has the job looked at again when five seconds have passed. */
    @Query("""
        UPDATE job SET closed_seen_at = COALESCE(closed_seen_at, CURRENT_TIMESTAMP(3)),
         check_at = CURRENT_TIMESTAMP(3) + INTERVAL 5 SECOND WHERE id = :id AND check_at IS NOT NULL
        """)
    int noteClosed(String id);

    @Query("UPDATE job SET closed_seen_at = NULL WHERE id = :id AND closed_seen_at IS NOT NULL")
    int noteOpen(String id);

    /** Jobs at which it looked so often since they last moved. */
    @Query("SELECT COUNT(*) FROM job WHERE check_at IS NOT NULL AND checks >= :looks")
    long unmoved(int looks);
}
