package dev.darkroom.activities.ledger;

import dev.darkroom.workflows.domain.money.Transfer;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transfers: inserted, read, never changed. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TransferRepository extends GenericRepository<TransferRow, Long> {

    /** Writes a line of the wallet's statement, with the balance that the movement just made has left. */
    @Query("INSERT INTO transfer (created_at, kind, debit_account, credit_account, amount, tenant_id, job_id, once_id,"
            + " reason, wallet_seq, balance_after)"
            + " SELECT CURRENT_TIMESTAMP(3), :kind, :debit, :credit, :amount, w.tenant_id, :job, :onceId, :reason,"
            + " w.entries, w.balance FROM wallet w WHERE w.tenant_id = :tenant")
    int appendToStatement(
            String kind,
            String debit,
            String credit,
            long amount,
            String tenant,
            @Nullable String job,
            @Nullable String onceId,
            @Nullable String reason);

    /** Writes a movement that does not touch the wallet. */
    @Query("INSERT INTO transfer (created_at, kind, debit_account, credit_account, amount, tenant_id, job_id)"
            + " VALUES (CURRENT_TIMESTAMP(3), :kind, :debit, :credit, :amount, :tenant, :job)")
    int append(String kind, String debit, String credit, long amount, String tenant, String job);

    @Query("SELECT * FROM transfer WHERE tenant_id = :tenant AND wallet_seq < :before"
            + " AND created_at >= :since AND created_at < :until AND kind IN (:kinds)"
            + " ORDER BY wallet_seq DESC LIMIT :limit")
    List<TransferRow> statement(
            String tenant, long before, Instant since, Instant until, List<Transfer.Kind> kinds, int limit);

    @Query("SELECT * FROM transfer WHERE job_id = :job ORDER BY id")
    List<TransferRow> ofJob(String job);
}
