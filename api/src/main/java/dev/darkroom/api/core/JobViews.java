package dev.darkroom.api.core;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.List;

/** Makes views of rows. */
final class JobViews {

    private JobViews() {}

    static JobView of(JobRow row, List<ArtifactRow> artifacts) {
        return new JobView(
                row.jobId(),
                row.surface(),
                row.state(),
                row.createdAt(),
                row.startedAt(),
                row.completedAt(),
                row.request().spec(),
                row.request().prompt() == null,
                row.request().rendering(),
                row.request().metadata(),
                row.quote().quote(row.request().images()),
                row.quote().queuePosition(),
                row.work().progress(),
                new MicroUsd(row.outcome().charged()),
                new MicroUsd(row.outcome().refunded()),
                row.outcome().failure(),
                artifacts.stream()
                        .filter(artifact -> artifact.kind() == ArtifactRow.Kind.IMAGE)
                        .map(JobViews::image)
                        .toList(),
                artifacts.stream()
                        .filter(artifact -> artifact.kind() == ArtifactRow.Kind.GRID)
                        .map(JobViews::image)
                        .findFirst()
                        .orElse(null),
                row.outcome().missingImages());
    }

    private static JobView.Image image(ArtifactRow artifact) {
        return new JobView.Image(
                artifact.id(),
                artifact.blobKey(),
                artifact.contentType(),
                artifact.width(),
                artifact.height(),
                artifact.sha256());
    }
}
