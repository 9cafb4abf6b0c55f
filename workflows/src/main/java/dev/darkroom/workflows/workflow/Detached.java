package dev.darkroom.workflows.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;

/** Calls that a cancel of the workflow does not reach. */
final class Detached {

    private Detached() {}

    /** Runs {@code call} to its end and answers what it returned; what it throws is thrown. */
    static <T> T call(Functions.Func<T> call) {
        CompletablePromise<T> reply = Workflow.newPromise();
        CancellationScope scope = Workflow.newDetachedCancellationScope(() -> reply.complete(call.apply()));
        scope.run();
        return reply.get();
    }
}
