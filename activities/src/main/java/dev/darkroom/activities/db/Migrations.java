package dev.darkroom.activities.db;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema to this release's version, and tells whether it is there. */
@Singleton
public final class Migrations {

    private static final Duration STATEMENT_MAX = Duration.ofMinutes(30);

    private final DbConfig config;

    public Migrations(DbConfig config) {
        this.config = config;
    }

    /**
     * Runs the migrations that have not run yet. Safe to call from several processes at once: one runs, the others wait.
     *
     * @return how many ran
     */
    public int migrate() {
        return flyway(STATEMENT_MAX).migrate().migrationsExecuted;
    }

    /** Whether every migration of this release has run, as far as the database tells: not where it does not answer soon. */
    public boolean isCurrent() {
        try {
            return flyway(config.timeout()).info().pending().length == 0;
        } catch (FlywayException e) {
            return false;
        }
    }

    private Flyway flyway(Duration timeout) {
        Map<String, String> properties = new LinkedHashMap<>();
        Database.driverProperties(timeout).forEach((name, value) -> properties.put((String) name, (String) value));
        return Flyway.configure()
                .dataSource(config.url(), config.user(), config.password())
                .jdbcProperties(properties)
                .locations("classpath:db/migration")
                .load();
    }
}
