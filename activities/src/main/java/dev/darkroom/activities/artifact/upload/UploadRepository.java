package dev.darkroom.activities.artifact.upload;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Uploads that are not finished. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface UploadRepository extends GenericRepository<UploadRow, String> {

    void save(UploadRow row);

    @Query("SELECT * FROM upload WHERE id = :id AND expires_at > CURRENT_TIMESTAMP(3)")
    Optional<UploadRow> find(String id);

    @Query("SELECT * FROM upload WHERE id = :id FOR UPDATE")
    Optional<UploadRow> lock(String id);

    @Query("UPDATE upload SET expires_at = :expiresAt WHERE id = :id")
    int renew(String id, Instant expiresAt);

    @Query("DELETE FROM upload WHERE id = :id AND blob_key = :blobKey")
    int delete(String id, String blobKey);

    @Query("SELECT COALESCE(SUM(bytes), 0) FROM upload WHERE tenant_id = :tenant AND id <> :besides")
    long bytesOf(String tenant, String besides);

    @Query("SELECT * FROM upload WHERE expires_at <= CURRENT_TIMESTAMP(3) ORDER BY expires_at LIMIT :most")
    List<UploadRow> expired(int most);

    @Query("UPDATE upload SET expires_at = CURRENT_TIMESTAMP(3) WHERE tenant_id = :tenant")
    int expireAll(String tenant);

    @Query("SELECT blob_key FROM upload WHERE tenant_id = :tenant")
    List<String> blobsOf(String tenant);
}
