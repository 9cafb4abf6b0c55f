package dev.darkroom.activities.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads rows, by pages that its callers bound, over one connection. */
public final class Rows {

    private final Connection connection;

    public Rows(Connection connection) {
        this.connection = connection;
    }

    /** A row, its columns as text. */
    public record Row(List<@Nullable String> columns) {
        public Row {
            columns = Collections.unmodifiableList(new ArrayList<>(columns));
        }

        /** A column that is never NULL, from 0. */
        public String text(int column) {
            return String.valueOf(columns.get(column));
        }

        /** Whether a condition held; not where it was NULL. */
        public boolean is(int column) {
            return "1".equals(columns.get(column));
        }
    }

    /** Begins to read all that follows as it is at this moment, and lets nobody write by this connection. */
    void freeze() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        } catch (SQLException e) {
            throw UnreadableException.of(e);
        }
    }

    /** Goes on with what is there now. */
    void thaw() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw UnreadableException.of(e);
        }
    }

    /** The rows that a statement selects. It bounds how many there are. */
    public List<Row> select(String sql, Collection<String> values) {
        List<Row> rows = new ArrayList<>();
        read(sql, values, 0, rows::add);
        return rows;
    }

    /** Takes the rows that a statement selects as they come: none is kept, and nothing else is asked meanwhile. */
    void each(String sql, Collection<String> values, Consumer<Row> taker) {
        // The driver's word for that; else it has all of them in memory first.
        read(sql, values, Integer.MIN_VALUE, taker);
    }

    private void read(String sql, Collection<String> values, int fetchSize, Consumer<Row> taker) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            int index = 1;
            for (String value : values) {
                statement.setString(index++, value);
            }
            try (ResultSet found = statement.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<@Nullable String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(found.getString(column));
                    }
                    taker.accept(new Row(row));
                }
            }
        } catch (SQLException e) {
            throw UnreadableException.of(e);
        }
    }

    /** The first column of the one row. */
    String one(String sql) {
        return select(sql, List.of()).getFirst().text(0);
    }

    /** This moment by the database's clock, as SQL writes it. */
    String now() {
        return "TIMESTAMP'%s'".formatted(one("SELECT CURRENT_TIMESTAMP(3)"));
    }

    /**
     * Which of these values a statement selects.
     *
     * @param sql with {@code {values}} for the list of them
     */
    public Set<String> among(String sql, Collection<String> values) {
        Set<String> found = new HashSet<>();
        for (Row row : rows(sql, values)) {
            found.add(row.text(0));
        }
        return found;
    }

    /**
     * The rows of these values.
     *
     * @param sql with {@code {values}} for the list of them
     */
    public List<Row> rows(String sql, Collection<String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        return select(sql.replace("{values}", String.join(", ", Collections.nCopies(values.size(), "?"))), values);
    }
}
