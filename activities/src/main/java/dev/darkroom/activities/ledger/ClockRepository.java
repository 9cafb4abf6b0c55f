package dev.darkroom.activities.ledger;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/** The time by the database's clock. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ClockRepository extends GenericRepository<WalletRow, String> {

    @Query("SELECT CURRENT_TIMESTAMP(3)")
    Instant now();
}
