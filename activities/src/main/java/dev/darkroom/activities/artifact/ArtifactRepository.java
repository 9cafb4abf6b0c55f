package dev.darkroom.activities.artifact;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Artifacts. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ArtifactRepository extends GenericRepository<ArtifactRow, String> {

    void save(ArtifactRow row);

    void saveAll(Iterable<ArtifactRow> rows);

    List<ArtifactRow> findByJobIdOrderByImageIndex(String jobId);

    @Query("SELECT * FROM artifact WHERE id = :id AND tenant_id = :tenant AND deleted_at IS NULL")
    Optional<ArtifactRow> find(String tenant, String id);

    @Query("SELECT * FROM artifact WHERE id IN (:ids) AND tenant_id = :tenant AND deleted_at IS NULL")
    List<ArtifactRow> findAll(String tenant, List<String> ids);

    @Query("SELECT * FROM artifact WHERE id = :id FOR UPDATE")
    Optional<ArtifactRow> lock(String id);

    /** Has its time run from now on. */
    @Query("UPDATE artifact SET kept_since = CURRENT_TIMESTAMP(3) WHERE id = :id AND deleted_at IS NULL")
    int renew(String id);

    /** Counts them as used, for as long as used ones are kept. */
    @Query("UPDATE artifact SET used = TRUE, kept_since = CURRENT_TIMESTAMP(3) WHERE id IN (:ids)"
            + " AND deleted_at IS NULL")
    int use(List<String> ids);

    /** Brings back what was removed, under another name. */
    @Query("UPDATE artifact SET blob_key = :blobKey, used = FALSE, kept_since = CURRENT_TIMESTAMP(3),"
            + " deleted_at = NULL WHERE id = :id AND deleted_at IS NOT NULL")
    int revive(String id, String blobKey);

    @Query("SELECT COALESCE(SUM(bytes), 0) FROM artifact WHERE tenant_id = :tenant AND deleted_at IS NULL")
    long bytesOf(String tenant);

    @Query("SELECT COALESCE(storage_quota, :otherwise) FROM tenant WHERE id = :tenant")
    long quotaOf(String tenant, long otherwise);
}
