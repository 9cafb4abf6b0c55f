package dev.darkroom.activities.repair;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code repair}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RepairRepository extends GenericRepository<RepairRow, Long> {

    @Query("""
        INSERT INTO repair (at, kind, subject, job_id, reason, actor)
        VALUES (CURRENT_TIMESTAMP(3), :kind, :subject, :job, :reason, :actor)
        """)
    int add(Repair.Kind kind, String subject, @Nullable String job, String reason, String actor);

    @Query("SELECT * FROM repair WHERE job_id = :job ORDER BY id")
    List<RepairRow> ofJob(String job);
}
