package dev.darkroom.activities.ledger;

/** A COMMIT was sent and its answer was lost: the transaction is whole, or it is absent. The caller looks it up. */
public final class CommitUnknownException extends DatabaseException {

    CommitUnknownException(Throwable cause) {
        super("the answer to a COMMIT was lost", cause);
    }

    /** For a caller that has looked it up and found nothing. */
    public DatabaseException asNotWritten() {
        return new DatabaseException("a COMMIT did not arrive", this);
    }
}
