package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One paid image request, from its debit to its settlement.
 *
 * <p>The workflow id is the job id. A second run of the same job, after a Reset or after its history was lost, moves
 * no money and submits nothing that was submitted before. Whatever becomes of the images, the workflow completes with
 * a {@link Result}; a failed workflow is a bug.
 */
@WorkflowInterface
public interface ImageGenerationWorkflow {

    /** Runs the job to its terminal state. */
    @WorkflowMethod(name = "ImageGeneration")
    Result generate(Input input);

    /** The job to run. Everything else is read from its row. */
    record Input(JobId job) {}

    /**
     * How the job ended.
     *
     * @param state the terminal state; null where the job has no row
     * @param delivered images stored for the caller
     * @param charged what was debited
     * @param refunded what of it went back
     * @param failure why, unless the job succeeded
     * @param images which images were stored, by index; null where this run did not settle the job
     */
    record Result(
            @Nullable JobState state,
            int delivered,
            MicroUsd charged,
            MicroUsd refunded,
            @Nullable FailureKind failure,
            @Nullable List<Integer> images) {}
}
