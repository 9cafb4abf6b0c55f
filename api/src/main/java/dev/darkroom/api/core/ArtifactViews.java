package dev.darkroom.api.core;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.artifact.Lifetimes;
import dev.darkroom.activities.artifact.lineage.Lineage;
import dev.darkroom.activities.artifact.lineage.Lineages;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.job.Removals;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** Stored images: shown, and removed. */
@Singleton
public final class ArtifactViews {

    private final Artifacts artifacts;
    private final Lifetimes lifetimes;
    private final Lineages lineages;
    private final Removals removals;
    private final BlobStore blobs;

    ArtifactViews(Artifacts artifacts, Lifetimes lifetimes, Lineages lineages, Removals removals, BlobStore blobs) {
        this.artifacts = artifacts;
        this.lifetimes = lifetimes;
        this.lineages = lineages;
        this.removals = removals;
        this.blobs = blobs;
    }

    /** An image; another tenant's is as absent as one that never was. */
    public Optional<ArtifactView> find(Caller caller, ArtifactId id) {
        return artifacts.find(caller.tenant(), id).map(row -> view(row, lineages.of(row)));
    }

    private ArtifactView view(ArtifactRow row, Lineage lineage) {
        return new ArtifactView(
                row.id(),
                kind(row.kind()),
                row.contentType(),
                row.bytes(),
                row.width(),
                row.height(),
                row.sha256(),
                row.createdAt(),
                lifetimes.end(row),
                row.jobId(),
                lineage.parents(),
                lineage.children(),
                lineage.nodes().stream()
                        .map(node -> new ArtifactView.Node(node.artifactId(), node.jobId(), kind(node.kind())))
                        .toList(),
                lineage.edges().stream()
                        .map(edge -> new ArtifactView.Edge(edge.from(), edge.to()))
                        .toList(),
                row.blobKey(),
                thumbnail(row).orElse(null));
    }

    private static String kind(ArtifactRow.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The name of the object of an image's small picture; empty where there is no image, or no small picture of it. */
    public Optional<String> thumbnail(Caller caller, ArtifactId id) {
        return artifacts.find(caller.tenant(), id).flatMap(this::thumbnail);
    }

    /** Removes an image. Why it is not removed; empty where it is. */
    public Optional<ApiFailure> remove(Caller caller, ArtifactId id) {
        return failure(removals.remove(caller.tenant(), id));
    }

    /** Removes what a job made, and blanks what it was asked. Why that is not done; empty where it is. */
    public Optional<ApiFailure> remove(Caller caller, JobId job) {
        return failure(removals.remove(caller.tenant(), job));
    }

    private Optional<String> thumbnail(ArtifactRow row) {
        String small = BlobKeys.thumbnail(row.blobKey());
        try {
            return blobs.find(small).isPresent() ? Optional.of(small) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ApiFailure> failure(Removals.Removal removal) {
        return switch (removal) {
            case DONE -> Optional.empty();
            case IN_USE -> Optional.of(new ApiFailure.NotNow("A task that has not ended works from this."));
            case NOT_ENDED -> Optional.of(new ApiFailure.NotNow("The task has not ended."));
            case ABSENT -> Optional.of(new ApiFailure.NotFound());
        };
    }
}
