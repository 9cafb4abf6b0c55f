package dev.darkroom.infra.live.world;

import dev.darkroom.activities.check.Checker;
import dev.darkroom.activities.check.UnreadableException;
import dev.darkroom.activities.check.Verdict;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rules of the checker that hold at every commit, asked of the database at one moment. */
public final class Books {

    private final String url;
    private final String user;
    private final String password;

    Books(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** How many rules there are. */
    public static int size() {
        return Checker.rulesOfOneMoment().size();
    }

    /** Misses where a rule does not hold at this moment, whatever is under way. */
    public void check() {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            for (Verdict verdict : Checker.atOneMoment(connection)) {
                List<String> offenders = verdict.lines();
                MissException.unless(
                        verdict.holds(),
                        "broken: %s, %s: %s"
                                .formatted(verdict.rule().id(), verdict.rule().claim(), offenders));
            }
        } catch (SQLException | UnreadableException e) {
            throw new MissException("the books cannot be read: " + e.getMessage());
        }
    }

    /** One number. */
    public long count(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new MissException("the books cannot be read: " + e.getMessage());
        }
    }

    /** The first column of what a query finds. */
    public List<String> texts(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new MissException("the books cannot be read: " + e.getMessage());
        }
    }
}
