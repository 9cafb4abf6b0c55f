package dev.darkroom.activities.ledger;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** What API keys have spent: the columns {@code month_*} of their rows. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface KeySpendRepository extends GenericRepository<WalletRow, String> {

    String NOW = "DATE_FORMAT(UTC_DATE(), '%Y-%m')";
    String SPENT = "IF(month >= " + NOW + ", month_spent, 0)";

    /** The month is set after it was read: a server may work from left to right. */
    @Query("UPDATE api_key SET month_spent = " + SPENT + " + :price, month = GREATEST(COALESCE(month, ''), " + NOW + ")"
            + " WHERE id = :key AND (month_limit IS NULL OR " + SPENT + " + :price <= month_limit)")
    int spend(String key, long price);

    @Query("UPDATE api_key SET month_spent = month_spent - LEAST(month_spent, :amount)"
            + " WHERE id = :key AND month_limit IS NOT NULL AND month = :month")
    int giveBack(String key, String month, long amount);
}
