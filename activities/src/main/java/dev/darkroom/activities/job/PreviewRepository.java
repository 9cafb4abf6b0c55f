package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Which jobs that have ended have previews left. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface PreviewRepository extends GenericRepository<JobRow, String> {

    @Query("""
        SELECT * FROM job WHERE work_previews > 0 AND completed_at < CURRENT_TIMESTAMP(3) - INTERVAL 1 MINUTE
        LIMIT :most
        """)
    List<JobRow> ended(int most);

    @Query("UPDATE job SET work_previews = 0 WHERE id = :id AND completed_at IS NOT NULL")
    int noteNone(String id);
}
