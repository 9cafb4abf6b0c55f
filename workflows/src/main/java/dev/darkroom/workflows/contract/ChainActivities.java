package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.StepEnd;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two movements of money of a chain. Between them every step moves its own share, out of the chain's escrow. Both
 * run as local activities, each one transaction behind a conditional change of the chain's state.
 */
@ActivityInterface
public interface ChainActivities {

    /** Turns the chain's hold into its debit. A repeat answers {@link ChainCharged} again, with how its steps are now. */
    @ActivityMethod
    ChainReply debitChain(ChainRequest request);

    /**
     * Ends a chain whose steps have all ended: steps that never ran are skipped, and what was not spent goes back to the
     * wallet. A repeat answers what the first one wrote.
     */
    @ActivityMethod
    CloseReply closeChain(CloseRequest request);

    record ChainRequest(JobId chain) {}

    sealed interface ChainReply permits ChainCharged, AlreadyEnded {}

    /**
     * The price of the whole chain is in its escrow.
     *
     * @param stopsOnFailure whether no step is begun any more once one has not succeeded
     * @param steps in their order
     * @param timeouts how long this installation lets activities take
     */
    record ChainCharged(MicroUsd price, boolean stopsOnFailure, List<ChainStep> steps, ActivityTimeouts timeouts)
            implements ChainReply {
        public ChainCharged {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step of a chain.
     *
     * @param name the caller's, of letters, digits, {@code _} and {@code -}
     * @param job its own job; that of another chain where this one goes on from there
     * @param sources the images of other steps that it works from
     * @param end how it ended, where it has
     */
    record ChainStep(
            String name,
            ModelId model,
            JobId job,
            MicroUsd price,
            List<EditChain.Source> sources,
            @Nullable StepEnd end) {
        public ChainStep {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A wish to end a chain.
     *
     * @param reason {@code CANCELED} where it was canceled; null where its steps decide
     */
    record CloseRequest(JobId chain, @Nullable FailureKind reason) {}

    sealed interface CloseReply permits ChainClosed, StepsOpen {}

    /**
     * The chain's terminal row.
     *
     * @param state null where the chain has no row
     * @param failure why, unless the chain succeeded
     * @param notice whom to tell of it; null where nobody wants to know
     */
    record ChainClosed(
            @Nullable JobState state,
            MicroUsd charged,
            MicroUsd refunded,
            @Nullable FailureKind failure,
            WebhookDeliveryWorkflow.@Nullable Notice notice)
            implements CloseReply {}

    /** These steps have not ended yet; the chain is as it was. */
    record StepsOpen(List<JobId> steps) implements CloseReply {
        public StepsOpen {
            steps = List.copyOf(steps);
        }
    }
}
