package dev.darkroom.activities.activity;

import dev.darkroom.activities.generation.IngestStep;
import dev.darkroom.activities.generation.StoreStep;
import dev.darkroom.workflows.contract.ArtifactActivities;
import dev.darkroom.workflows.contract.InputReply;

/** The bytes that come in, and those of what was made. */
public final class ArtifactActivitiesImpl implements ArtifactActivities {

    private final IngestStep ingests;
    private final StoreStep stores;

    public ArtifactActivitiesImpl(IngestStep ingests, StoreStep stores) {
        this.ingests = ingests;
        this.stores = stores;
    }

    @Override
    public InputReply ingestReferences(IngestRequest request) {
        return ActivityFailures.translating(() -> ingests.run(request.job(), new ActivityPulse()));
    }

    @Override
    public StoreReply storeArtifacts(StoreRequest request) {
        return ActivityFailures.translating(() -> stores.run(request.job(), request.ticket(), new ActivityPulse()));
    }
}
