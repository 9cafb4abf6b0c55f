package dev.darkroom.activities.artifact;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Which images that a tenant gave wait for a small picture. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ThumbnailRepository extends GenericRepository<ArtifactRow, String> {

    @Query("INSERT INTO thumbnail_due (artifact_id) VALUES (:artifact)"
            + " ON DUPLICATE KEY UPDATE artifact_id = VALUES(artifact_id)")
    void due(String artifact);

    @Query("SELECT a.* FROM thumbnail_due d JOIN artifact a ON a.id = d.artifact_id LIMIT :most")
    List<ArtifactRow> page(int most);

    @Query("DELETE FROM thumbnail_due WHERE artifact_id = :artifact")
    int claim(String artifact);
}
