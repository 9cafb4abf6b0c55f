package dev.darkroom.activities.ledger;

import java.sql.SQLException;

/**
 * The database did not do what it was asked. Nothing was written, unless this is a {@link CommitUnknownException}.
 *
 * <p>Its text holds codes alone: a driver's own text can hold the values of a statement, so it is not kept as a cause.
 */
public sealed class DatabaseException extends RuntimeException permits CommitUnknownException, DuplicateKeyException {

    DatabaseException(String what, Throwable cause) {
        super("%s (%s)".formatted(what, codes(cause)));
        setStackTrace(cause.getStackTrace());
    }

    private static String codes(Throwable cause) {
        SQLException sql = SqlCodes.find(cause);
        return sql == null
                ? cause.getClass().getSimpleName()
                : "%s, code %d, state %s"
                        .formatted(sql.getClass().getSimpleName(), sql.getErrorCode(), sql.getSQLState());
    }
}
