package dev.darkroom.activities.artifact;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The names of objects that are to be deleted. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TrashRepository extends GenericRepository<ArtifactRow, String> {

    @Query("INSERT INTO blob_trash (blob_key) VALUES (:blobKey) ON DUPLICATE KEY UPDATE blob_key = VALUES(blob_key)")
    void add(String blobKey);

    @Query("SELECT blob_key FROM blob_trash WHERE blob_key > :after ORDER BY blob_key LIMIT :most")
    List<String> page(String after, int most);

    @Query("DELETE FROM blob_trash WHERE blob_key IN (:blobKeys)")
    int forget(List<String> blobKeys);
}
