package dev.darkroom.activities.activity;

import dev.darkroom.activities.generation.AwaitStep;
import dev.darkroom.activities.generation.CancelStep;
import dev.darkroom.activities.generation.SubmitStep;
import dev.darkroom.activities.generation.SubmitStep.Outcome.Answered;
import dev.darkroom.activities.generation.SubmitStep.Outcome.Waiting;
import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.ProviderActivities;
import java.time.Duration;

/** The work at an upstream. */
public final class ProviderActivitiesImpl implements ProviderActivities {

    private final SubmitStep submits;
    private final AwaitStep awaits;
    private final CancelStep cancels;
    private final ActivityTimeouts timeouts;

    public ProviderActivitiesImpl(SubmitStep submits, AwaitStep awaits, CancelStep cancels, ActivityTimeouts timeouts) {
        this.submits = submits;
        this.awaits = awaits;
        this.cancels = cancels;
        this.timeouts = timeouts;
    }

    @Override
    public SubmitReply submitGeneration(SubmitRequest request) {
        SubmitStep.Outcome outcome = ActivityFailures.translating(
                () -> submits.run(request.job(), request.route(), new ActivityPulse()),
                () -> submits.waits(request.job()));
        return switch (outcome) {
            case Answered(SubmitReply reply) -> reply;
            case Waiting(Duration pause) -> throw ActivityFailures.waiting(pause);
        };
    }

    @Override
    public AwaitReply awaitGeneration(AwaitRequest request) {
        return ActivityFailures.translating(
                () -> awaits.run(request.job(), request.ticket(), timeouts.provider(), new ActivityPulse()));
    }

    @Override
    public CancelReply cancelGeneration(CancelRequest request) {
        return ActivityFailures.translating(() -> new CancelReply(cancels.run(request.job(), request.ticket())));
    }
}
