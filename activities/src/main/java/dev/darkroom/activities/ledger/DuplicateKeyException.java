package dev.darkroom.activities.ledger;

/** A row with that key is there already; the transaction was rolled back. */
public final class DuplicateKeyException extends DatabaseException {

    DuplicateKeyException(Throwable cause) {
        super("a row with that key exists", cause);
    }
}
