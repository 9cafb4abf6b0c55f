package dev.darkroom.activities.activity;

import dev.darkroom.activities.generation.StoreStep;
import dev.darkroom.workflows.contract.ArtifactActivities;

/** The bytes of what was made. */
public final class ArtifactActivitiesImpl implements ArtifactActivities {

    private final StoreStep stores;

    public ArtifactActivitiesImpl(StoreStep stores) {
        this.stores = stores;
    }

    @Override
    public StoreReply storeArtifacts(StoreRequest request) {
        return ActivityFailures.translating(() -> stores.run(request.job(), request.ticket(), new ActivityPulse()));
    }
}
