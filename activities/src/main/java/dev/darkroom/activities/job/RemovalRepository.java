package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is taken away from jobs that have ended. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RemovalRepository extends GenericRepository<JobRow, String> {

    String HAS_TEXTS = "(request_prompt IS NOT NULL OR request_parameters IS NOT NULL OR request_metadata IS NOT NULL"
            + " OR request_webhook_url IS NOT NULL)";

    /** Whether a job that has not ended works from one of them: by its id, or as an image of its job. */
    @Query("SELECT COUNT(*) FROM ((SELECT 1 FROM job_input i JOIN job j ON j.id = i.job_id"
            + " WHERE i.artifact_id IN (:artifacts) AND j.completed_at IS NULL LIMIT 1)"
            + " UNION ALL (SELECT 1 FROM artifact a JOIN job_input i ON i.source_job = a.job_id"
            + " AND i.source_index = a.image_index AND i.artifact_id IS NULL JOIN job j ON j.id = i.job_id"
            + " WHERE a.id IN (:artifacts) AND j.completed_at IS NULL LIMIT 1)) uses")
    int usesOf(List<String> artifacts);

    @Query("SELECT id FROM job WHERE chain_id = :chain ORDER BY id")
    List<String> stepsOf(String chain);

    @Query("UPDATE job SET outcome_images = :images WHERE id = :id")
    int setImages(String id, String images);

    /** Blanks the texts of jobs that have ended, and of what they work from; inside a transaction. */
    default void blank(List<String> ids) {
        blankJobs(ids);
        blankInputs(ids);
    }

    @Query("UPDATE job SET request_prompt = NULL, request_parameters = NULL, request_metadata = NULL,"
            + " request_webhook_url = NULL WHERE id IN (:ids) AND completed_at IS NOT NULL")
    int blankJobs(List<String> ids);

    @Query("UPDATE job_input SET url = NULL, description = NULL WHERE job_id IN (:jobs)")
    int blankInputs(List<String> jobs);

    @Query("SELECT id FROM job WHERE tenant_id = :tenant AND created_at >= :from AND created_at < :before"
            + " AND completed_at < :before AND " + HAS_TEXTS + " ORDER BY created_at, id LIMIT :most")
    List<String> withTexts(String tenant, Instant from, Instant before, int most);

    /** The oldest of a tenant's jobs that has a text, also one that has not ended. */
    @Query("SELECT created_at FROM job WHERE tenant_id = :tenant AND created_at >= :from AND " + HAS_TEXTS
            + " ORDER BY created_at LIMIT 1")
    Optional<Instant> firstWithText(String tenant, Instant from);

    @Query("UPDATE tenant SET texts_from = :from WHERE id = :tenant")
    int setTextsFrom(String tenant, Instant from);

    @Query("SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE tenant_id = :tenant"
            + " AND state IN ('PENDING', 'QUEUED', 'RUNNING') LIMIT 1) unended")
    int unended(String tenant);
}
