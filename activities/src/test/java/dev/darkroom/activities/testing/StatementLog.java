package dev.darkroom.activities.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a server is asked while this is open, by its general log. */
public final class StatementLog implements AutoCloseable {

    private final Connection connection;

    public StatementLog(TestDatabase database) throws SQLException {
        connection = database.connect();
        run("SET GLOBAL log_output = 'TABLE'");
        run("TRUNCATE TABLE mysql.general_log");
        run("SET GLOBAL general_log = ON");
    }

    /** The statements so far, without BEGIN, COMMIT, ROLLBACK and SET, and without what is asked once a minute: the time. */
    public List<String> statements() throws SQLException {
        return asked().stream()
                .filter(text -> !text.matches("(?is)(begin|start transaction|commit|rollback|set) ?.*|/\\* ping \\*/.*"
                        + "|select current_timestamp\\(3\\)"))
                .toList();
    }

    /** How many transactions were committed so far. */
    public long commits() throws SQLException {
        return asked().stream()
                .filter(text -> text.toUpperCase(Locale.ROOT).startsWith("COMMIT"))
                .count();
    }

    @Override
    public void close() throws SQLException {
        run("SET GLOBAL general_log = OFF");
        connection.close();
    }

    private List<String> asked() throws SQLException {
        List<String> asked = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT argument FROM mysql.general_log"
                        + " WHERE command_type IN ('Query', 'Execute') AND thread_id <> CONNECTION_ID()"
                        + " ORDER BY event_time")) {
            while (rows.next()) {
                asked.add(rows.getString(1));
            }
        }
        return asked;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
