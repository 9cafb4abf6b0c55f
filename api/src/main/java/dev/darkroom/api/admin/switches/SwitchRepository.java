package dev.darkroom.api.admin.switches;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** What is switched off. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SwitchRepository extends GenericRepository<SwitchRow, String> {

    @Query("SELECT * FROM switch_off ORDER BY surface, model")
    List<SwitchRow> all();

    @Query("INSERT INTO switch_off (surface, model, reason, created_at)"
            + " VALUES (:surface, :model, :reason, CURRENT_TIMESTAMP(3))"
            + " ON DUPLICATE KEY UPDATE reason = VALUES(reason)")
    int put(String surface, String model, String reason);

    @Query("DELETE FROM switch_off WHERE surface = :surface AND model = :model")
    int remove(String surface, String model);
}
