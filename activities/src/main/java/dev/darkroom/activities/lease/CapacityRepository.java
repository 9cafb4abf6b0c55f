package dev.darkroom.activities.lease;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Leases taken. Taking one is one statement with its condition in it. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface CapacityRepository extends GenericRepository<CapacityRow, String> {

    @Query("UPDATE capacity SET running = running + 1 WHERE name = :name AND running < :max")
    int take(String name, int max);

    @Query("UPDATE capacity SET running = running + 1 WHERE name = :name AND running < (SELECT r.running_max"
            + " FROM tenant t JOIN tier r ON r.name = t.tier WHERE t.id = :tenant)")
    int takeOfTenant(String name, String tenant);

    /** Takes the first lease of all, where nobody has yet. */
    @Query("INSERT IGNORE INTO capacity (name, running) VALUES (:name, 1)")
    int takeFirst(String name);

    @Query("UPDATE capacity SET running = running - 1 WHERE name = :name AND running > 0")
    int giveBack(String name);

    @Query("SELECT r.running_max, (SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE tenant_id = :tenant"
            + " AND state = 'QUEUED' LIMIT :most) queued) AS waiting"
            + " FROM tenant t JOIN tier r ON r.name = t.tier WHERE t.id = :tenant")
    LeaseQueue queue(String tenant, int most);

    @Query("SELECT c.name FROM capacity c"
            + " LEFT JOIN (SELECT capacity, COUNT(*) AS leases FROM lease GROUP BY capacity) taken"
            + " ON taken.capacity = c.name WHERE c.running <> COALESCE(taken.leases, 0)")
    List<String> miscounted();

    @Query("SELECT running FROM capacity WHERE name = :name FOR UPDATE")
    int lock(String name);

    @Query("UPDATE capacity SET running = (SELECT COUNT(*) FROM lease WHERE lease.capacity = :name)"
            + " WHERE name = :name")
    int countAgain(String name);
}
