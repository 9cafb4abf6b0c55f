package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The images that jobs work from. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface JobInputRepository extends GenericRepository<JobInputRow, Long> {

    void saveAll(Iterable<JobInputRow> rows);

    List<JobInputRow> findByJobIdOrderByPosition(String jobId);

    List<JobInputRow> findByJobIdInOrderByPosition(List<String> jobIds);

    @Query("SELECT i.position, i.role, i.description, a.blob_key, a.content_type, a.bytes, a.width, a.height, a.sha256"
            + " FROM job_input i JOIN artifact a ON a.id = i.artifact_id AND a.deleted_at IS NULL"
            + " WHERE i.job_id = :job ORDER BY i.position")
    List<StoredInput> stored(String job);

    @Query("UPDATE job_input SET artifact_id = :artifact WHERE job_id = :job AND position = :position"
            + " AND artifact_id IS NULL")
    int resolve(String job, int position, String artifact);

    @Query("UPDATE job SET request_width = :width, request_height = :height WHERE id = :job"
            + " AND state IN ('PENDING', 'QUEUED')")
    int resize(String job, int width, int height);
}
