package dev.darkroom.activities.activity;

import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.contract.FailureTypes;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
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
        try {
            return work.call();
        } catch (ActivityCompletionException e) {
            throw e;
        } catch (DatabaseException e) {
            throw failure("the database did not answer", FailureTypes.DATABASE, e);
        } catch (IOException e) {
            throw failure("storage did not answer", FailureTypes.STORAGE, e);
        } catch (Exception e) {
            throw bug(e);
        }
    }

    private static ApplicationFailure bug(Exception thrown) {
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        String what = "a mistake in our code: " + thrown.getClass().getSimpleName();
        ApplicationFailure failure = failure(what, FailureTypes.BUG, thrown);
        LOG.error("attempt {}: {}", attempt, what, failure);
        if (attempt >= BUG_ATTEMPTS_MAX) {
            failure.setNonRetryable(true);
        }
        return failure;
    }

    private static ApplicationFailure failure(String what, String type, Exception thrown) {
        ApplicationFailure failure = ApplicationFailure.newFailure(what, type);
        failure.setStackTrace(thrown.getStackTrace());
        return failure;
    }
}
