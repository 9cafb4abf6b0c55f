package dev.darkroom.activities.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Factory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the pool of connections that every repository and transaction uses, and closes it. */
@Factory
public final class Database {

    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration LIFETIME = Duration.ofMinutes(20);
    // A lock that is not given is answered by the server, before the driver gives the connection up.
    private static final Duration ANSWER_GRACE = Duration.ofMillis(300);

    private @Nullable HikariDataSource opened;

    /**
     * The pool. It connects when it is first asked, not at the start, so that a process comes up while the database is
     * away.
     */
    @Singleton
    @Named("default")
    public DataSource dataSource(DbConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("darkroom");
        pool.setJdbcUrl(config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(config.poolSize());
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(config.poolWait().toMillis());
        pool.setValidationTimeout(Math.max(250, config.timeout().toMillis() / 2));
        pool.setInitializationFailTimeout(-1);
        pool.setIdleTimeout(IDLE.toMillis());
        pool.setMaxLifetime(LIFETIME.toMillis());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setDataSourceProperties(driverProperties(config.timeout()));
        HikariDataSource made = new HikariDataSource(pool);
        opened = made;
        return made;
    }

    /**
     * A connection outside the pool, for reads that take longer than a caller may wait. Whoever asks closes it.
     *
     * @param timeout of each of its statements
     */
    public static Connection connect(DbConfig config, Duration timeout) throws SQLException {
        Properties properties = driverProperties(timeout);
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        return DriverManager.getConnection(config.url(), properties);
    }

    /** Closes the pool. What Micronaut hands out is a proxy of it, which cannot. */
    @PreDestroy
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }

    /** What the driver needs to be told, whatever the URL says: times in UTC, and an end to every wait. */
    static Properties driverProperties(Duration timeout) {
        Properties properties = new Properties();
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("preserveInstants", "true");
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.setProperty("useLocalSessionState", "true");
        // Micronaut marks the connection of every read; telling the server would be two more exchanges around each.
        properties.setProperty("readOnlyPropagatesToServer", "false");
        // A cache that holds what is here: 25 statements of 256 characters, the driver's own bounds, hold next to
        // nothing, and each read of a job would begin with reading its own statement.
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("prepStmtCacheSize", "256");
        properties.setProperty("prepStmtCacheSqlLimit", "8192");
        properties.setProperty("connectTimeout", Long.toString(timeout.toMillis()));
        properties.setProperty(
                "socketTimeout", Long.toString(timeout.plus(ANSWER_GRACE).toMillis()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("sessionVariables", "innodb_lock_wait_timeout=" + Math.max(1, timeout.toSeconds()));
        return properties;
    }
}
