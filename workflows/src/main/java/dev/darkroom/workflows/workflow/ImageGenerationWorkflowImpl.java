package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ArtifactActivities;
import dev.darkroom.workflows.contract.ArtifactActivities.ImagesStored;
import dev.darkroom.workflows.contract.ArtifactActivities.StoreReply;
import dev.darkroom.workflows.contract.ArtifactActivities.StoreRequest;
import dev.darkroom.workflows.contract.CreditActivities;
import dev.darkroom.workflows.contract.CreditActivities.Charged;
import dev.darkroom.workflows.contract.CreditActivities.DebitReply;
import dev.darkroom.workflows.contract.CreditActivities.DebitRequest;
import dev.darkroom.workflows.contract.CreditActivities.SettleRequest;
import dev.darkroom.workflows.contract.CreditActivities.Settled;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.ProviderActivities;
import dev.darkroom.workflows.contract.ProviderActivities.AwaitReply;
import dev.darkroom.workflows.contract.ProviderActivities.AwaitRequest;
import dev.darkroom.workflows.contract.ProviderActivities.CancelReply;
import dev.darkroom.workflows.contract.ProviderActivities.CancelRequest;
import dev.darkroom.workflows.contract.ProviderActivities.Generated;
import dev.darkroom.workflows.contract.ProviderActivities.GenerationFailed;
import dev.darkroom.workflows.contract.ProviderActivities.NotAccepted;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitFailed;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitReply;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitRequest;
import dev.darkroom.workflows.contract.ProviderActivities.Submitted;
import dev.darkroom.workflows.contract.ProviderActivities.Withdrawn;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The story of a job: debit, gather what it works from, submit, await, store, settle, notify. */
public final class ImageGenerationWorkflowImpl implements ImageGenerationWorkflow {

    private final JobId job;
    private final Outages outages = new Outages();
    private final CreditActivities debits =
            Workflow.newLocalActivityStub(CreditActivities.class, ActivityPolicies.money("hold -> escrow"));
    private final CreditActivities settlements =
            Workflow.newLocalActivityStub(CreditActivities.class, ActivityPolicies.money("escrow -> revenue, wallet"));
    private @Nullable ProviderTicket ticket;

    @WorkflowInit
    public ImageGenerationWorkflowImpl(Input input) {
        job = input.job();
    }

    @Override
    public Result generate(Input input) {
        try {
            return switch (debit()) {
                case Charged charged -> prepare(charged);
                case AlreadyEnded ended -> leave(ended);
            };
        } catch (ActivityFailure | CanceledFailure failure) {
            throw withdrawn(failure);
        }
    }

    private DebitReply debit() {
        return outages.waitOut(() -> debits.debitCredits(new DebitRequest(job)), JobDetails::charging);
    }

    private Result prepare(Charged charged) {
        return switch (Inputs.gather(job, charged)) {
            case InputReply.Ready() -> make(charged);
            case InputReply.Missing(FailureKind kind) -> settle(new JobEnding.Failed(kind));
            case AlreadyEnded ended -> leave(ended);
        };
    }

    /** Tries the routes in order; one that provably did not take the job leaves it to the next. */
    private Result make(Charged charged) {
        FailureKind refusal = FailureKind.PROVIDER_UNAVAILABLE;
        for (int route = 0; route < charged.routes().size(); route++) {
            switch (submit(charged, route)) {
                case Submitted(ProviderTicket accepted) -> {
                    return collect(charged, accepted);
                }
                case NotAccepted(FailureKind kind) -> refusal = kind;
                case SubmitFailed(FailureKind kind) -> {
                    return settle(new JobEnding.Failed(kind));
                }
                case Withdrawn(FailureKind kind) -> {
                    return settle(new JobEnding.Withdrawn(kind, List.of()));
                }
                case AlreadyEnded ended -> {
                    return leave(ended);
                }
            }
        }
        return settle(new JobEnding.Failed(refusal));
    }

    /** Runs to its end even when the job is canceled meanwhile: only a known ticket can be canceled upstream. */
    private SubmitReply submit(Charged charged, int route) {
        Workflow.setCurrentDetails(JobDetails.submitting(charged, route));
        ProviderId provider = charged.routes().get(route).provider();
        return Detached.call(() -> provider(ActivityPolicies.submit(provider, charged.timeouts()))
                .submitGeneration(new SubmitRequest(job, route)));
    }

    private Result collect(Charged charged, ProviderTicket accepted) {
        ticket = accepted;
        return switch (await(charged, accepted)) {
            case Generated() -> store(charged, accepted);
            case GenerationFailed(FailureKind kind) -> settle(new JobEnding.Failed(kind));
            case AlreadyEnded ended -> leave(ended);
        };
    }

    private AwaitReply await(Charged charged, ProviderTicket accepted) {
        Workflow.setCurrentDetails(JobDetails.waiting(charged, accepted));
        return provider(ActivityPolicies.await(accepted.provider(), charged.timeouts()))
                .awaitGeneration(new AwaitRequest(job, accepted));
    }

    /** Runs to its end even when the job is canceled meanwhile: the images are made, and the caller gets them. */
    private Result store(Charged charged, ProviderTicket accepted) {
        Workflow.setCurrentDetails(JobDetails.storing(charged, accepted));
        ArtifactActivities artifacts = Workflow.newActivityStub(
                ArtifactActivities.class, ActivityPolicies.store(charged.images(), charged.timeouts()));
        StoreReply reply = Detached.call(() -> artifacts.storeArtifacts(new StoreRequest(job, accepted)));
        return switch (reply) {
            case ImagesStored(List<ImageOutcome> outcomes) -> settle(new JobEnding.Finished(outcomes));
            case AlreadyEnded ended -> leave(ended);
        };
    }

    private Result settle(JobEnding ending) {
        SettleRequest request = new SettleRequest(job, asWithdrawn(ending));
        Settled settled =
                Detached.call(() -> outages.waitOut(() -> settlements.settleCredits(request), JobDetails::settling));
        Workflow.setCurrentDetails(JobDetails.ended(settled));
        publish(settled.state());
        Notices.send(settled.notice());
        return new Result(
                settled.state(),
                settled.delivered(),
                settled.charged(),
                settled.refunded(),
                settled.failure(),
                settled.images());
    }

    /** A job that was canceled before its settlement ends canceled, with the images that were stored all the same. */
    private static JobEnding asWithdrawn(JobEnding ending) {
        if (!CancellationScope.current().isCancelRequested()) {
            return ending;
        }
        return switch (ending) {
            case JobEnding.Finished(List<ImageOutcome> outcomes) ->
                new JobEnding.Withdrawn(FailureKind.CANCELED, outcomes);
            case JobEnding.Failed _ -> new JobEnding.Withdrawn(FailureKind.CANCELED, List.of());
            case JobEnding.Withdrawn withdrawn -> withdrawn;
        };
    }

    private void publish(@Nullable JobState state) {
        if (state != null && ticket != null) {
            Workflow.upsertTypedSearchAttributes(
                    JobAttributes.PROVIDER.valueSet(ticket.provider().value()),
                    JobAttributes.JOB_STATE.valueSet(state.name()));
        } else if (state != null) {
            Workflow.upsertTypedSearchAttributes(JobAttributes.JOB_STATE.valueSet(state.name()));
        }
    }

    /** Somebody else ended the job, or it is not there: whatever is owed has been settled where that was done. */
    private Result leave(AlreadyEnded ended) {
        return new Result(ended.state(), 0, MicroUsd.ZERO, MicroUsd.ZERO, null, null);
    }

    /** A cancel of the workflow stops the provider and settles; any other failure is a bug and fails the run. */
    private TemporalFailure withdrawn(TemporalFailure failure) {
        if (!CancellationScope.current().isCancelRequested()) {
            return failure;
        }
        if (ticket != null) {
            cancelUpstream(ticket);
        }
        settle(new JobEnding.Withdrawn(FailureKind.CANCELED, List.of()));
        return new CanceledFailure("canceled in Temporal; the job is settled");
    }

    private void cancelUpstream(ProviderTicket accepted) {
        try {
            CancelReply reply = Detached.call(() -> provider(ActivityPolicies.cancel(accepted.provider()))
                    .cancelGeneration(new CancelRequest(job, accepted)));
            Workflow.getLogger(ImageGenerationWorkflowImpl.class).info("canceled upstream: {}", reply.stopped());
        } catch (ActivityFailure failure) {
            Workflow.getLogger(ImageGenerationWorkflowImpl.class).warn("the provider was not told of the cancel");
        }
    }

    private static ProviderActivities provider(ActivityOptions options) {
        return Workflow.newActivityStub(ProviderActivities.class, options);
    }
}
