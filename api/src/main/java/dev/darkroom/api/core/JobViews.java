package dev.darkroom.api.core;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.job.ChainColumns;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.InputRole;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.List;

/** Makes views of rows. */
final class JobViews {

    private JobViews() {}

    static JobView of(JobRow row, List<JobInputRow> inputs) {
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
                row.outcome().deliveredImages().stream()
                        .map(image -> image(
                                row, image, BlobKeys.image(row.tenant(), row.jobId(), image.index(), image.format())))
                        .toList(),
                row.outcome()
                        .grid()
                        .map(grid -> image(row, grid, BlobKeys.grid(row.tenant(), row.jobId(), grid.format())))
                        .orElse(null),
                row.outcome().missingImages(),
                inputs.stream()
                        .map(input -> new JobView.Input(
                                input.role() == InputRole.MASK,
                                input.source() == JobInputRow.Source.ARTIFACT,
                                input.artifactId()))
                        .toList(),
                row.isChain() ? chain(row.chain()) : null,
                row.request().webhookEvents() != null);
    }

    private static JobView.Chain chain(ChainColumns chain) {
        String from = chain.resumedFrom();
        return new JobView.Chain(Boolean.TRUE.equals(chain.stops()), from == null ? null : JobId.of(from));
    }

    private static JobView.Image image(JobRow row, Stored image, String key) {
        return new JobView.Image(
                ArtifactId.of(row.jobId(), image.index()).text(),
                key,
                image.format().contentType(),
                image.size().width(),
                image.size().height(),
                image.sha256());
    }
}
