package dev.darkroom.activities.generation;

import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.StoredInput;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.InputImages;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.domain.job.InputRole;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what a provider is told from a job's row, and from the images that it works from. */
@Singleton
final class ProviderJobs {

    private final JobInputs inputs;
    private final BlobStore blobs;

    ProviderJobs(JobInputs inputs, BlobStore blobs) {
        this.inputs = inputs;
        this.blobs = blobs;
    }

    /** The job by one of its routes. */
    ProviderJob of(JobRow row, int route) {
        Instant intendedAt = row.startedAt() == null ? row.createdAt() : row.startedAt();
        return new ProviderJob(
                Submissions.reference(row.jobId(), route),
                row.request().routeList().get(route),
                row.request().spec(),
                images(row),
                intendedAt);
    }

    /** The job by the route that its work is at. */
    ProviderJob of(JobRow row) {
        Integer route = row.work().route();
        return of(row, route == null ? 0 : route);
    }

    private InputImages images(JobRow row) {
        List<InputImage> references = new ArrayList<>();
        @Nullable InputImage mask = null;
        for (StoredInput input : inputs.stored(row)) {
            if (input.role() == InputRole.MASK) {
                mask = image(input);
            } else {
                references.add(image(input));
            }
        }
        return references.isEmpty() && mask == null ? InputImages.NONE : new InputImages(references, mask);
    }

    private InputImage image(StoredInput input) {
        return new InputImage(
                input.format(),
                input.size(),
                input.bytes(),
                input.sha256(),
                input.description(),
                () -> blobs.open(input.blobKey(), 0));
    }
}
