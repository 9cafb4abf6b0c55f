package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of each job. A line is written in the transaction of the change that it tells of. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface JobEventRepository extends GenericRepository<JobRow, String> {

    String LINE = "SELECT e.job_id, e.seq, e.at, e.kind, e.state, e.cause, e.attempt, e.provider, e.amount"
            + " FROM job_event e ";

    /** Writes the line for the change just made: the job's row, locked by it, gives the seq and the state. */
    @Query("INSERT INTO job_event (job_id, seq, at, kind, state, cause, attempt, provider, amount)"
            + " SELECT id, event_seq, CURRENT_TIMESTAMP(3), :kind, state, :cause, :attempt, :provider, :amount"
            + " FROM job WHERE id = :job")
    int append(
            String job,
            String kind,
            @Nullable String cause,
            @Nullable Integer attempt,
            @Nullable String provider,
            @Nullable Long amount);

    /** Writes a line of a step to its chain's log. The chain's row is to be locked before that of the step. */
    @Query("INSERT INTO job_event (job_id, seq, at, kind, state, cause, attempt, provider, amount)"
            + " SELECT j.id, j.event_seq, CURRENT_TIMESTAMP(3), :kind, j.state, s.name, NULL, NULL, :amount"
            + " FROM job j JOIN chain_step s ON s.chain_id = j.id AND s.job_id = :step WHERE j.id = :chain")
    int appendOfStep(String chain, String step, String kind, @Nullable Long amount);

    @Query("SELECT attempt FROM job_event WHERE job_id = :job AND kind = :kind ORDER BY seq DESC LIMIT 1")
    Optional<Integer> newestAttempt(String job, String kind);

    @Query(LINE + "WHERE e.job_id = :job ORDER BY e.seq")
    List<JobEventRow> ofJob(String job);

    @Query(LINE + "JOIN job j ON j.id = e.job_id WHERE e.job_id = :job AND j.tenant_id = :tenant"
            + " AND (:createdAt IS NULL OR j.created_at = :createdAt) ORDER BY e.seq")
    List<JobEventRow> ofJob(String job, String tenant, @Nullable Instant createdAt);

    @Query(LINE + "WHERE e.job_id IN (:jobs) AND e.seq > :after ORDER BY e.seq")
    List<JobEventRow> ofJobs(List<String> jobs, int after);
}
