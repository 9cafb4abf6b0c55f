package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The steps of chains. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ChainStepRepository extends GenericRepository<ChainStepRow, Long> {

    void saveAll(Iterable<ChainStepRow> rows);

    List<ChainStepRow> findByChainIdInOrderByPosition(List<String> chainIds);

    /** The jobs of a chain's steps, in their order. */
    @Query("SELECT j.* FROM chain_step s JOIN job j ON j.id = s.job_id WHERE s.chain_id = :chain ORDER BY s.position")
    List<JobRow> jobsOf(String chain);

    @Query("UPDATE job SET cancel_requested = TRUE WHERE chain_id = :chain AND completed_at IS NULL"
            + " AND cancel_requested = FALSE")
    int flag(String chain);

    /** What the chain's own steps have kept of what they were given: captured, or still in their escrows. */
    @Query("SELECT COALESCE(SUM(outcome_charged - outcome_refunded), 0) FROM job WHERE chain_id = :chain")
    long spent(String chain);
}
