package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * The job is not this run's to work on: it has ended, or its row is not in the state that the step needs. The run
 * returns at once.
 *
 * @param state the row's state; null where there is no row
 */
public record AlreadyEnded(@Nullable JobState state)
        implements CreditActivities.DebitReply,
                ChainActivities.ChainReply,
                ProviderActivities.SubmitReply,
                ProviderActivities.AwaitReply,
                ArtifactActivities.StoreReply,
                InputReply {}
