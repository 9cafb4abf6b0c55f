package dev.darkroom.activities.activity;

import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.contract.FailureTypes;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where a failure of an activity is made. Its text is ours: an exception's own text can hold values of
 * a request, so only its class and its stack trace go on.
 */
final class ActivityFailures {

    /** How often a mistake in our code is tried before it fails the workflow. */
    static final int BUG_ATTEMPTS_MAX = 5;

    private static final Logger LOG = LoggerFactory.getLogger(ActivityFailures.class);

    private ActivityFailures() {}

    /** Runs an activity's work and translates what it throws. */
    static <T> T translating(Callable<T> work) {
        return translating(work, () -> 0);
    }

    /**
     * Runs an activity's work and translates what it throws.
     *
     * @param waits how many of the attempts so far only waited
     */
    static <T> T translating(Callable<T> work, IntSupplier waits) {
        try {
            return work.call();
        } catch (ActivityCompletionException e) {
            throw e;
        } catch (DatabaseException e) {
            throw failure("the database did not answer", FailureTypes.DATABASE, e);
        } catch (IOException e) {
            throw failure("storage did not answer", FailureTypes.STORAGE, e);
        } catch (Exception e) {
            throw bug(e, waits);
        }
    }

    /** The job has no lease yet: the activity is tried again after a pause, which is nobody's fault and no event. */
    static RuntimeException waiting(Duration pause) {
        return benign("as many jobs of the tenant, or at the provider, run as may", FailureTypes.NO_LEASE, pause);
    }

    /**
     * A receiver did not take what was sent: the activity is tried again after a pause, without an event.
     *
     * @param what which try it was and what came of it, for operators
     */
    static RuntimeException notDelivered(String what, Duration pause) {
        return benign("%s; next try in %s".formatted(what, inWords(pause)), FailureTypes.NOT_DELIVERED, pause);
    }

    /** It is not the delivery's turn: the activity is tried again after a pause, and nothing was sent. */
    static RuntimeException receiverBusy(Duration pause) {
        return benign("it waits for its turn; next try in " + inWords(pause), FailureTypes.RECEIVER_BUSY, pause);
    }

    private static String inWords(Duration pause) {
        return pause.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** Without a stack trace, which would hide the one line that operators look for. */
    private static ApplicationFailure benign(String what, String type, Duration pause) {
        ApplicationFailure failure = ApplicationFailure.newBuilder()
                .setMessage(what)
                .setType(type)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(pause)
                .build();
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    private static ApplicationFailure bug(Exception thrown, IntSupplier waits) {
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        String what = "a mistake in our code: " + thrown.getClass().getSimpleName();
        ApplicationFailure failure = failure(what, FailureTypes.BUG, thrown);
        LOG.error("attempt {}: {}", attempt, what, failure);
        if (isLast(attempt, waits)) {
            failure.setNonRetryable(true);
        }
        return failure;
    }

    /** An attempt that waited was no try. Where the database does not say how many did, the next attempt finds out. */
    static boolean isLast(int attempt, IntSupplier waits) {
        try {
            return attempt >= BUG_ATTEMPTS_MAX && attempt - waits.getAsInt() >= BUG_ATTEMPTS_MAX;
        } catch (DatabaseException e) {
            return false;
        }
    }

    private static ApplicationFailure failure(String what, String type, Exception thrown) {
        ApplicationFailure failure = ApplicationFailure.newFailure(what, type);
        failure.setStackTrace(thrown.getStackTrace());
        return failure;
    }
}
