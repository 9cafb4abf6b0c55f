package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** The bytes that come in, and those of what was made. */
@ActivityInterface
public interface ArtifactActivities {

    /**
     * Fetches every image that the request names by a URL into the tenant's storage. The same bytes are stored once, so
     * a repeat stores nothing twice.
     */
    @ActivityMethod
    InputReply ingestReferences(IngestRequest request);

    /**
     * Streams every image from the provider into the tenant's storage. Object names are fixed by job and index, and an
     * object is written once, so a repeat stores nothing twice.
     */
    @ActivityMethod
    StoreReply storeArtifacts(StoreRequest request);

    record IngestRequest(JobId job) {}

    record StoreRequest(JobId job, ProviderTicket ticket) {}

    sealed interface StoreReply permits ImagesStored, AlreadyEnded {}

    /**
     * What came of each image.
     *
     * @param outcomes one per image that was asked for
     */
    record ImagesStored(List<ImageOutcome> outcomes) implements StoreReply {
        public ImagesStored {
            outcomes = List.copyOf(outcomes);
        }
    }
}
