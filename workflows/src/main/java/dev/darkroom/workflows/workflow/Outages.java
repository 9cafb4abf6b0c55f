package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.util.Random;

/** Waits out a database that is away, so that an outage of days fails no run. */
final class Outages {

    private final Random random = Workflow.newRandom();

    /**
     * Calls until there is an answer, sleeping in between. There is no last attempt: the money of a job must not be
     * left where an outage caught it. A failure that is no outage is thrown.
     *
     * @param details what operators read, given how often the call has failed
     */
    <T> T waitOut(Functions.Func<T> call, Functions.Func1<Integer, String> details) {
        Workflow.setCurrentDetails(details.apply(0));
        for (int failures = 1; ; failures++) {
            try {
                return call.apply();
            } catch (ActivityFailure failure) {
                if (!isOutage(failure)) {
                    throw failure;
                }
                Workflow.setCurrentDetails(details.apply(failures));
                Workflow.sleep(ActivityPolicies.outagePause(failures, random));
            }
        }
    }

    private static boolean isOutage(ActivityFailure failure) {
        return switch (failure.getCause()) {
            case ApplicationFailure cause -> FailureTypes.DATABASE.equals(cause.getType());
            case TimeoutFailure _ -> true;
            case null, default -> false;
        };
    }
}
