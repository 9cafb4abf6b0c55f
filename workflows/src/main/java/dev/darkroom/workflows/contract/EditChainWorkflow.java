package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Edits that build on each other, paid for as one. Each step is a child {@link ImageGenerationWorkflow}.
 *
 * <p>The workflow id is the chain's job id, that of a child its step's. A second run, after a Reset or after its history
 * was lost, moves no money twice: it leaves steps that have ended, waits for those that run, and starts the others.
 */
@WorkflowInterface
public interface EditChainWorkflow {

    /** Runs the chain to its terminal state. */
    @WorkflowMethod(name = "EditChain")
    Result edit(Input input);

    /** The chain to run. Everything else is read from its rows. */
    record Input(JobId chain) {}

    /**
     * How the chain ended.
     *
     * @param state the terminal state; null where the chain has no row
     * @param charged what was debited
     * @param refunded what of it went back
     * @param failure why, unless every step succeeded
     */
    record Result(
            @Nullable JobState state,
            MicroUsd charged,
            MicroUsd refunded,
            @Nullable FailureKind failure) {}
}
