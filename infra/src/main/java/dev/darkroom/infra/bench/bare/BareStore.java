package dev.darkroom.infra.bench.bare;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Two tables of the bench's own, in the product's database, through a pool with the product's settings. */
@Singleton
final class BareStore {

    private static final long PRICE = 50_000;
    private static final long MONEY = 1_000_000_000_000L;

    private final DataSource pool;

    /** @param proxy what Micronaut makes of the pool; the pool itself is used, plainly */
    BareStore(DataSource proxy) {
        pool = DelegatingDataSource.unwrapDataSource(proxy);
    }

    /** Makes the tables, unless they are there. */
    void make() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS bench_job (id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,"
                            + " body TEXT NOT NULL, state VARCHAR(16) CHARACTER SET ascii NOT NULL,"
                            + " created_at DATETIME(3) NOT NULL)");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS bench_wallet (id INT NOT NULL PRIMARY KEY, balance BIGINT NOT NULL,"
                            + " held BIGINT NOT NULL)");
            statement.execute("INSERT IGNORE INTO bench_wallet VALUES (1, %d, 0)".formatted(MONEY));
        }
    }

    /** One insert and one conditional update, in one transaction. */
    void accept(String id, String body) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement hold = connection.prepareStatement(
                            "UPDATE bench_wallet SET held = held + ? WHERE id = 1 AND balance - held >= ?");
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO bench_job VALUES (?, ?, 'PENDING', NOW(3))")) {
                hold.setLong(1, PRICE);
                hold.setLong(2, PRICE);
                if (hold.executeUpdate() != 1) {
                    throw new IllegalStateException("the bench's wallet is empty");
                }
                insert.setString(1, id);
                insert.setString(2, body);
                insert.executeUpdate();
            }
            connection.commit();
        }
    }
}
