package dev.darkroom.infra.bench.webhook;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What the database knows of jobs that have ended, and of what is still to be told of them. */
final class Ended {

    // The row's time is UTC, whatever this connection takes for its zone.
    private static final String ENDS =
            "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', completed_at) FROM job WHERE id = ?";
    private static final String IN_HAND = "SELECT COUNT(*) FROM webhook_delivery WHERE state = 'PENDING'"
            + " AND (next_at IS NULL OR next_at < UTC_TIMESTAMP(3) + INTERVAL ? SECOND)";

    private final String url;
    private final String user;
    private final String password;

    Ended(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** When these jobs ended, by their rows; those that have not are left out. */
    Map<String, Instant> at(Collection<String> jobs) throws SQLException {
        Map<String, Instant> ends = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(ENDS)) {
            for (String job : jobs) {
                statement.setString(1, job);
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.next() && rows.getObject(1) != null) {
                        ends.put(job, Instant.EPOCH.plus(rows.getLong(1), ChronoUnit.MICROS));
                    }
                }
            }
        }
        return ends;
    }

    /** How many deliveries are under way, or will be within that time. */
    long inHand(Duration ahead) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(IN_HAND)) {
            statement.setLong(1, ahead.toSeconds());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
