package dev.darkroom.activities.ledger;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one place where transactions run, at READ COMMITTED. A deadlock or a lock wait that ran out is tried again a few
 * times; every other failure of the database is a {@link DatabaseException}.
 */
@Singleton
public final class Transactions {

    private static final int ATTEMPTS_MAX = 6;
    private static final long PAUSE_NANOS_MAX = 20_000_000;

    private final TransactionOperations<Connection> operations;

    public Transactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    /** What the work of a transaction can say about it. */
    public interface Scope {
        /** Takes back everything the transaction did; what the work returns is returned all the same. */
        void rollBack();
    }

    /**
     * Runs {@code work} as one transaction. It may run more than once, so it does nothing but SQL. Where the caller is in
     * a transaction already, the work is a part of that one, and what it throws is that one's to translate or to try
     * again.
     *
     * @throws DuplicateKeyException where it inserted a key that exists
     * @throws CommitUnknownException where the commit was sent and no answer came
     * @throws DatabaseException where the database did not answer; nothing was written
     */
    public <T> T write(Function<Scope, T> work) {
        Optional<? extends TransactionStatus<?>> around = operations.findTransactionStatus();
        if (around.isPresent()) {
            return work.apply(around.get()::setRollbackOnly);
        }
        for (int attempt = 1; ; attempt++) {
            Attempt<T> made = new Attempt<>(work);
            try {
                return operations.executeWrite(made::run);
            } catch (DataAccessException
                    | TransactionException
                    | ConnectionException
                    | CannotGetJdbcConnectionException e) {
                if (!SqlCodes.isContention(e) || attempt == ATTEMPTS_MAX) {
                    throw made.translate(e);
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS_MAX * attempt));
        }
    }

    /**
     * Runs statements that write nothing and need no transaction.
     *
     * @throws DatabaseException where the database did not answer
     */
    public <T> T read(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException
                | TransactionException
                | ConnectionException
                | CannotGetJdbcConnectionException e) {
            throw SqlCodes.isOutage(e) ? new DatabaseException("a read failed", e) : e;
        }
    }

    /** Whether the database answers. */
    public boolean isAlive() {
        try {
            return operations.executeRead(Transactions::isValid);
        } catch (DataAccessException
                | TransactionException
                | ConnectionException
                | CannotGetJdbcConnectionException e) {
            return false;
        }
    }

    private static boolean isValid(TransactionStatus<Connection> status) {
        try {
            return status.getConnection().isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** One try of a transaction, which knows whether its work was done when something failed. */
    private static final class Attempt<T> {

        private final Function<Scope, T> work;
        private boolean committing;

        Attempt(Function<Scope, T> work) {
            this.work = work;
        }

        T run(TransactionStatus<Connection> status) {
            T result = work.apply(status::setRollbackOnly);
            committing = !status.isRollbackOnly();
            return result;
        }

        RuntimeException translate(RuntimeException thrown) {
            if (SqlCodes.isDuplicateKey(thrown)) {
                return new DuplicateKeyException(thrown);
            }
            if (!SqlCodes.isOutage(thrown)) {
                return thrown;
            }
            return committing
                    ? new CommitUnknownException(thrown)
                    : new DatabaseException("a transaction failed", thrown);
        }
    }
}
