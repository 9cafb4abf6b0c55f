package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of each job. A line is written in the transaction of the change that it tells of. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface JobEventRepository extends GenericRepository<JobRow, String> {

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

    @Query("SELECT attempt FROM job_event WHERE job_id = :job AND kind = :kind ORDER BY seq DESC LIMIT 1")
    Optional<Integer> newestAttempt(String job, String kind);

    @Query("SELECT seq, at, kind, state, cause, attempt, provider, amount FROM job_event WHERE job_id = :job"
            + " ORDER BY seq")
    List<JobEventRow> ofJob(String job);
}
