package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The work at an upstream. All of it runs on the task queue of the route's provider. */
@ActivityInterface
public interface ProviderActivities {

    /**
     * Hands the job to the provider of one of its routes, at most once over all attempts and runs. Where an earlier
     * attempt may have done so, it is looked up, never sent again.
     */
    @ActivityMethod
    SubmitReply submitGeneration(SubmitRequest request);

    /** Waits until the provider has finished, polling with heartbeats. A repeat goes on with the same ticket. */
    @ActivityMethod
    AwaitReply awaitGeneration(AwaitRequest request);

    /** Asks the provider to stop. What it answers changes no money: what is not delivered is refunded all the same. */
    @ActivityMethod
    CancelReply cancelGeneration(CancelRequest request);

    /**
     * A submit.
     *
     * @param route which of the job's routes, from 0
     */
    record SubmitRequest(JobId job, int route) {}

    sealed interface SubmitReply permits Submitted, NotAccepted, SubmitFailed, Withdrawn, AlreadyEnded {}

    /** The provider has the job. */
    record Submitted(ProviderTicket ticket) implements SubmitReply {}

    /** The provider provably does not have the job: the next route may try. */
    record NotAccepted(FailureKind kind) implements SubmitReply {}

    /** The job fails here: refused for its content, or nobody knows whether the provider has it. */
    record SubmitFailed(FailureKind kind) implements SubmitReply {}

    /**
     * The job was canceled or had expired before it could be submitted.
     *
     * @param kind {@code CANCELED} or {@code EXPIRED}
     */
    record Withdrawn(FailureKind kind) implements SubmitReply {}

    /**
     * A wait.
     *
     * @param ticket the input of every attempt, so that a new worker goes on with the same upstream job
     */
    record AwaitRequest(JobId job, ProviderTicket ticket) {}

    sealed interface AwaitReply permits Generated, GenerationFailed, AlreadyEnded {}

    /** The provider has finished; what it made is fetched by the ticket. */
    record Generated() implements AwaitReply {}

    /** The provider will not deliver. */
    record GenerationFailed(FailureKind kind) implements AwaitReply {}

    record CancelRequest(JobId job, ProviderTicket ticket) {}

    /**
     * What the provider said to a cancel.
     *
     * @param stopped false where it was too late, or where the provider knows no cancel
     */
    record CancelReply(boolean stopped) {}
}
