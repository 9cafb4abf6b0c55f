package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Sums over the jobs of a tenant, each read by the index of its list. Of a chain its steps are counted, not itself. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SumRepository extends GenericRepository<JobRow, String> {

    String SUMS = ", COUNT(*) AS jobs, SUM(j.outcome_delivered) AS images, SUM(j.outcome_charged) AS charged,"
            + " SUM(j.outcome_refunded) AS refunded FROM job j ";
    String THESE =
            "WHERE j.tenant_id = :tenant AND j.chain_role <> 'CHAIN' AND j.created_at >= :since AND j.created_at <"
                    + " :until ";

    /** The day is the database's, so that every process agrees on when it begins. */
    @Query("SELECT COALESCE(SUM(outcome_delivered), 0) AS images,"
            + " COALESCE(SUM(CASE WHEN created_at >= UTC_DATE() THEN outcome_delivered END), 0) AS images_today,"
            + " COALESCE(SUM(outcome_charged - outcome_refunded), 0) AS spent,"
            + " COALESCE(SUM(CASE WHEN created_at >= UTC_DATE() THEN outcome_charged - outcome_refunded END), 0)"
            + " AS spent_today FROM job WHERE tenant_id = :tenant AND chain_role <> 'CHAIN'")
    JobSums.Life ofTenant(String tenant);

    @Query("SELECT j.request_model AS name" + SUMS + THESE + "GROUP BY j.request_model ORDER BY j.request_model")
    List<JobSums.Group> byModel(String tenant, Instant since, Instant until);

    @Query("SELECT DATE_FORMAT(j.created_at, '%Y-%m-%d') AS name" + SUMS + THESE + "GROUP BY name ORDER BY name DESC")
    List<JobSums.Group> byDay(String tenant, Instant since, Instant until);

    @Query("SELECT k.prefix AS name" + SUMS + "JOIN api_key k ON k.id = j.api_key_id " + THESE
            + "GROUP BY k.prefix ORDER BY k.prefix")
    List<JobSums.Group> byKey(String tenant, Instant since, Instant until);
}
