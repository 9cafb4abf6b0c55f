package dev.darkroom.api.admin.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit log. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface AuditRepository extends GenericRepository<AuditRow, Long> {

    @Query("INSERT INTO audit (at, actor, act, subject, detail, request_key, fingerprint)"
            + " VALUES (CURRENT_TIMESTAMP(3), :actor, :act, :subject, :detail, :requestKey, :fingerprint)")
    int append(
            String actor,
            String act,
            String subject,
            String detail,
            @Nullable String requestKey,
            @Nullable String fingerprint);

    @Query("UPDATE audit SET answer_status = :status, answer = :answer"
            + " WHERE actor = :actor AND request_key = :requestKey AND answer IS NULL")
    int answer(String actor, String requestKey, int status, String answer);

    Optional<AuditRow> findByActorAndRequestKey(String actor, String requestKey);

    @Query("SELECT id, at, actor, act, subject, detail, request_key FROM audit WHERE id < :before"
            + " ORDER BY id DESC LIMIT :limit")
    List<AuditLine> page(long before, int limit);
}
