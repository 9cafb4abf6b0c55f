package dev.darkroom.activities.activity;

import dev.darkroom.activities.generation.SourceStep;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.SourceActivities;

/** Waiting for other jobs. */
public final class SourceActivitiesImpl implements SourceActivities {

    private final SourceStep sources;

    public SourceActivitiesImpl(SourceStep sources) {
        this.sources = sources;
    }

    @Override
    public InputReply awaitSources(SourcesRequest request) {
        return ActivityFailures.translating(() -> sources.run(request.job(), new ActivityPulse()));
    }
}
