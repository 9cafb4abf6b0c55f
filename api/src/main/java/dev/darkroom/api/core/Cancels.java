package dev.darkroom.api.core;

import dev.darkroom.activities.job.Cancellations;
import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Cancels jobs for their callers. */
@Singleton
public final class Cancels {

    private final Cancellations cancellations;
    private final JobInputs inputs;
    private final JobLauncher launcher;

    Cancels(Cancellations cancellations, JobInputs inputs, JobLauncher launcher) {
        this.cancellations = cancellations;
        this.inputs = inputs;
        this.launcher = launcher;
    }

    /** What became of a cancel. */
    public sealed interface Reply {
        /**
         * The job ends canceled.
         *
         * @param job as it is now: terminal, or still to be stopped
         */
        record Canceling(JobView job) implements Reply {}

        record Refused(ApiFailure failure) implements Reply {}
    }

    /**
     * Cancels a job of the caller's tenant, in the database alone. Its workflow is told afterwards, whether or not
     * Temporal is there now.
     *
     * @throws DatabaseException where the database does not answer; to be asked again
     */
    public Reply cancel(Caller caller, JobId job) {
        return switch (cancellations.cancel(caller.tenant(), job)) {
            case Cancellations.Reply.Canceling(JobRow row, Optional<Notice> notice) -> {
                if (!row.state().isTerminal()) {
                    launcher.cancel(job);
                }
                notice.ifPresent(told -> launcher.deliver(told, caller.tenantName()));
                yield new Reply.Canceling(JobViews.of(row, inputs.of(row)));
            }
            case Cancellations.Reply.HadEnded(JobRow row) ->
                new Reply.Refused(new ApiFailure.Conflict(job, row.state()));
            case Cancellations.Reply.NoJob() -> new Reply.Refused(new ApiFailure.NotFound());
        };
    }
}
