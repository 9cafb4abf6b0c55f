package dev.darkroom.activities.ledger;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a server's vendor codes mean. MySQL and MariaDB differ in exception classes, not in these. */
final class SqlCodes {

    private static final int DUPLICATE_KEY = 1062;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    private static final int CHECK_VIOLATION = 3819;
    private static final String DATA = "22";
    private static final String CONSTRAINT = "23";
    private static final String SYNTAX = "42";

    private SqlCodes() {}

    /** Whether the same transaction may do better at once. */
    static boolean isContention(Throwable thrown) {
        SQLException sql = find(thrown);
        return sql != null && (sql.getErrorCode() == DEADLOCK || sql.getErrorCode() == LOCK_WAIT_TIMEOUT);
    }

    static boolean isDuplicateKey(Throwable thrown) {
        SQLException sql = find(thrown);
        return sql != null && sql.getErrorCode() == DUPLICATE_KEY;
    }

    /**
     * Whether the database is at fault, or on the way to it. A statement that it understood and refused, or could not
     * understand, is a mistake of ours.
     */
    static boolean isOutage(Throwable thrown) {
        SQLException sql = find(thrown);
        if (sql == null) {
            return thrown instanceof ConnectionException || thrown instanceof CannotGetJdbcConnectionException;
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return !(state.startsWith(SYNTAX) || state.startsWith(DATA) || state.startsWith(CONSTRAINT))
                && sql.getErrorCode() != CHECK_VIOLATION;
    }

    /** The first SQL exception among the causes that has a vendor code, else the first at all. */
    static @Nullable SQLException find(Throwable thrown) {
        SQLException first = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                if (sql.getErrorCode() != 0) {
                    return sql;
                }
                first = first == null ? sql : first;
            }
        }
        return first;
    }
}
