package dev.darkroom.activities.artifact;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Artifacts. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ArtifactRepository extends GenericRepository<ArtifactRow, String> {

    void save(ArtifactRow row);

    void saveAll(Iterable<ArtifactRow> rows);

    @Query("SELECT * FROM artifact WHERE job_id = :job AND deleted_at IS NULL ORDER BY image_index")
    List<ArtifactRow> ofJob(String job);

    /** In the order of their ids, so that two who lock the same ones never wait for each other. */
    @Query("SELECT * FROM artifact WHERE job_id = :job AND deleted_at IS NULL ORDER BY id FOR UPDATE")
    List<ArtifactRow> lockOfJob(String job);

    @Query("SELECT * FROM artifact WHERE id = :id AND tenant_id = :tenant AND deleted_at IS NULL")
    Optional<ArtifactRow> find(String tenant, String id);

    @Query("SELECT * FROM artifact WHERE id IN (:ids) AND tenant_id = :tenant AND deleted_at IS NULL")
    List<ArtifactRow> findAll(String tenant, List<String> ids);

    @Query("SELECT * FROM artifact WHERE id = :id FOR UPDATE")
    Optional<ArtifactRow> lock(String id);

    @Query("SELECT * FROM artifact WHERE id = :id AND tenant_id = :tenant AND deleted_at IS NULL FOR UPDATE")
    Optional<ArtifactRow> lock(String tenant, String id);

    /** Removes one that nobody has used, or kept anew, since it was read. */
    @Query("UPDATE artifact SET deleted_at = CURRENT_TIMESTAMP(3) WHERE id = :id AND deleted_at IS NULL"
            + " AND used = :used AND kept_since = :keptSince")
    int remove(String id, boolean used, Instant keptSince);

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

    @Query("SELECT COALESCE(retention_days, :otherwise) FROM tenant WHERE id = :tenant")
    int retentionOf(String tenant, int otherwise);
}
