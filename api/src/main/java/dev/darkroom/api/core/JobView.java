package dev.darkroom.api.core;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.job.JobRow;
import java.util.List;

/**
 * A job as its surface renders it.
 *
 * @param artifacts the stored images, by index
 */
public record JobView(JobRow row, List<ArtifactRow> artifacts) {
    public JobView {
        artifacts = List.copyOf(artifacts);
    }
}
