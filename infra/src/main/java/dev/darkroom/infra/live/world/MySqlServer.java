package dev.darkroom.infra.live.world;

import dev.darkroom.infra.process.FreePort;
import dev.darkroom.infra.process.Pids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real MySQL, in a folder of its own, that can be killed and started again. */
public final class MySqlServer {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final String PARAMETERS = "?allowPublicKeyRetrieval=true&sslMode=DISABLED";

    private final Path home;
    private final Path folder;
    private final int port;
    private long pid;

    private MySqlServer(Path home, Path folder, int port) {
        this.home = home;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Makes the data folder and starts the server.
     *
     * @param home a Debian root folder with {@code mysql-server-core} in it
     */
    static MySqlServer install(Path home, Path folder) throws IOException, InterruptedException {
        MySqlServer server = new MySqlServer(home, Files.createDirectories(folder), FreePort.find());
        Process made = server.launch(List.of("--initialize-insecure"));
        MissException.unlessEqual(0, made.waitFor(), "mysqld --initialize-insecure, see " + server.log());
        server.start();
        server.execute("CREATE DATABASE darkroom CHARACTER SET utf8mb4");
        return server;
    }

    void start() throws IOException {
        pid = launch(List.of(
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + folder.resolve("mysql.sock"),
                        "--max-connections=400",
                        "--innodb-buffer-pool-size=256M",
                        "--log-bin-trust-function-creators=1"))
                .pid();
        Patience.until("MySQL (log %s)".formatted(log()), START_MAX, this::answers);
    }

    /** Where it keeps what it is told. */
    Path data() {
        return folder.resolve("data");
    }

    long pid() {
        return pid;
    }

    void kill() {
        Signals.kill(pid);
        Patience.until("the end of MySQL", START_MAX, () -> !Pids.lives(pid));
    }

    void stop() {
        Signals.terminate(pid);
        Patience.until("the end of MySQL", START_MAX, () -> !Pids.lives(pid));
    }

    String url() {
        return "jdbc:mysql://127.0.0.1:%d/darkroom%s".formatted(port, PARAMETERS);
    }

    String version() {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new MissException("MySQL does not say its version: " + e.getMessage());
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new MissException("MySQL: " + e.getMessage());
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:%d/%s".formatted(port, PARAMETERS), "root", "");
    }

    /** Runs it by its own loader and libraries, so that it needs nothing of this machine's. */
    private Process launch(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("lib64/ld-linux-x86-64.so.2").toString(),
                "--library-path",
                "%1$s/lib/x86_64-linux-gnu:%1$s/usr/lib/x86_64-linux-gnu:%1$s/usr/lib/mysql/private".formatted(home),
                home.resolve("usr/sbin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + home.resolve("usr"),
                "--lc-messages-dir=" + home.resolve("usr/share/mysql"),
                "--character-sets-dir=" + home.resolve("usr/share/mysql/charsets"),
                "--datadir=" + data(),
                "--pid-file=" + folder.resolve("mysql.pid"),
                "--secure-file-priv=NULL",
                "--mysqlx=OFF",
                "--user=root"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve("mysql.log");
    }
}
