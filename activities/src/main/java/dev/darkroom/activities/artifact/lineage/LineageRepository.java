package dev.darkroom.activities.artifact.lineage;

import dev.darkroom.activities.artifact.ArtifactRow;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** What was made from what: a job's images from the images that it worked from. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface LineageRepository extends GenericRepository<ArtifactRow, String> {

    String PAIRS = "SELECT p.id AS parent_id, p.job_id AS parent_job, p.kind AS parent_kind,"
            + " c.id AS child_id, c.job_id AS child_job, c.kind AS child_kind";

    /** The images that these were made from, in the order in which they were given. */
    @Query(PAIRS + " FROM artifact c JOIN job_input i ON i.job_id = c.job_id JOIN artifact p ON p.id = i.artifact_id"
            + " WHERE c.id IN (:ids) AND c.deleted_at IS NULL AND p.deleted_at IS NULL"
            + " ORDER BY c.id, i.position LIMIT :most")
    List<Descent> parents(List<String> ids, int most);

    /** The images that were made from these, newest first. */
    @Query(PAIRS + " FROM job_input i JOIN artifact c ON c.job_id = i.job_id JOIN artifact p ON p.id = i.artifact_id"
            + " WHERE i.artifact_id IN (:ids) AND c.deleted_at IS NULL AND p.deleted_at IS NULL"
            + " ORDER BY i.id DESC LIMIT :most")
    List<Descent> children(List<String> ids, int most);
}
