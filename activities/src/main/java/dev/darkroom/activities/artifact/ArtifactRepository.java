package dev.darkroom.activities.artifact;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Artifacts. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ArtifactRepository extends GenericRepository<ArtifactRow, String> {

    void saveAll(Iterable<ArtifactRow> rows);

    List<ArtifactRow> findByJobIdOrderByImageIndex(String jobId);
}
