package dev.darkroom.activities.artifact.retention;

import dev.darkroom.activities.artifact.ArtifactRow;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** What is to be removed, and whose turn it is to do it. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RetentionRepository extends GenericRepository<ArtifactRow, String> {

    /** One worker of all takes a chore that is due. */
    @Query("UPDATE chore SET due_at = CURRENT_TIMESTAMP(3) + INTERVAL :seconds SECOND"
            + " WHERE name = :name AND due_at <= CURRENT_TIMESTAMP(3)")
    int take(String name, long seconds);

    @Query("SELECT id, retention_days AS days, erased_at, texts_from FROM tenant WHERE id > :after ORDER BY id"
            + " LIMIT :most")
    List<KeptTenant> tenants(String after, int most);

    @Query("SELECT id, retention_days AS days, erased_at, texts_from FROM tenant WHERE id = :id")
    List<KeptTenant> tenant(String id);

    @Query("SELECT * FROM artifact a WHERE a.tenant_id = :tenant AND a.deleted_at IS NULL AND a.used = :used"
            + " AND a.kept_since < :before AND NOT EXISTS (SELECT 1 FROM job_input i JOIN job j ON j.id = i.job_id"
            + " WHERE i.artifact_id = a.id AND j.completed_at IS NULL) ORDER BY a.kept_since LIMIT :most")
    List<ArtifactRow> expired(String tenant, boolean used, Instant before, int most);

    @Query("SELECT blob_key FROM artifact WHERE blob_key IN (:blobKeys)")
    List<String> known(List<String> blobKeys);

    @Query("SELECT blob_key FROM artifact WHERE blob_key IN (:blobKeys) AND deleted_at IS NULL")
    List<String> there(List<String> blobKeys);

    /** Jobs at a provider's that ended with fewer images than were asked for, since the chore was last done. */
    @Query("""
        SELECT j.id, j.tenant_id, j.completed_at FROM job j JOIN chore c ON c.name = :chore
         WHERE j.completed_at >= c.done_until AND j.completed_at < CURRENT_TIMESTAMP(3) - INTERVAL :age SECOND
         AND j.started_at IS NOT NULL AND j.chain_role <> 'CHAIN'
         AND (j.state <> 'SUCCEEDED' OR j.outcome_delivered < j.request_images) ORDER BY j.completed_at LIMIT :most
        """)
    List<EndedJob> ended(String chore, long age, int most);

    @Query("UPDATE chore SET done_until = :until WHERE name = :chore")
    int doneUntil(String chore, Instant until);

    @Query("UPDATE chore SET done_until = CURRENT_TIMESTAMP(3) - INTERVAL :age SECOND WHERE name = :chore")
    int doneUntilAgo(String chore, long age);
}
