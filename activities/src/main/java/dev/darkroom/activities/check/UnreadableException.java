package dev.darkroom.activities.check;

import java.io.IOException;
import java.sql.SQLException;

/** Something that has to be read to evaluate a rule did not answer. Its text holds no value of a row. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableException(String what) {
        super(what);
    }

    /** Of the database: codes alone, since a driver's own text can hold values. */
    public static UnreadableException of(SQLException e) {
        return new UnreadableException("the database does not answer (%s, code %d, state %s)"
                .formatted(e.getClass().getSimpleName(), e.getErrorCode(), e.getSQLState()));
    }

    /** Of the store of images. */
    static UnreadableException of(IOException e) {
        return new UnreadableException("the store of images does not answer (%s)"
                .formatted(e.getClass().getSimpleName()));
    }
}
