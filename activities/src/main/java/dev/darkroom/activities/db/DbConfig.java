package dev.darkroom.activities.db;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where the database is and how long it may keep a caller waiting.
 *
 * @param url a JDBC URL of MySQL, with the schema's name
 * @param poolSize connections per process
 * @param timeout of a connect, of a statement and of a lock
 * @param poolWait how long a caller waits for one of the connections
 */
@Introspected
@ConfigurationProperties("darkroom.db")
public record DbConfig(
        @Setting("JDBC URL of the database: jdbc:mysql://host:port/schema")
        @Bindable(defaultValue = "jdbc:mysql://127.0.0.1:3306/darkroom")
        String url,

        @Setting("Database user") @Bindable(defaultValue = "darkroom")
        String user,

        @Setting(value = "Password of the database user", shown = "(empty)") @Bindable(defaultValue = "")
        String password,

        @Setting("Database connections per process, 2 to 200") @Bindable(defaultValue = "20")
        int poolSize,

        @Setting("How long the database may take to connect, to answer a statement or to give a lock, 500ms to 30s")
        @Bindable(defaultValue = "1s")
        Duration timeout,

        @Setting("How long a request waits for one of the connections, 250ms to 30s") @Bindable(defaultValue = "2s")
        Duration poolWait) {

    private static final Duration TIMEOUT_MIN = Duration.ofMillis(500);
    private static final Duration POOL_WAIT_MIN = Duration.ofMillis(250);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(30);

    public DbConfig {
        if (!url.startsWith("jdbc:mysql://")) {
            throw new InvalidSettingException("DARKROOM_DB_URL", "a URL that starts with jdbc:mysql://");
        }
        Bounds.within("DARKROOM_DB_POOL_SIZE", poolSize, 2, 200);
        Bounds.within("DARKROOM_DB_TIMEOUT", timeout, TIMEOUT_MIN, TIMEOUT_MAX);
        Bounds.within("DARKROOM_DB_POOL_WAIT", poolWait, POOL_WAIT_MIN, TIMEOUT_MAX);
    }

    @Override
    public String toString() {
        return "DbConfig[user=%s, poolSize=%d, timeout=%s]".formatted(user, poolSize, timeout);
    }
}
