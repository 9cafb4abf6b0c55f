package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.Verdict;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Quote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as surfaces render it.
 *
 * @param surface who took the request
 * @param spec what was asked for; its prompt is empty where {@code promptBlanked}
 * @param promptBlanked whether retention has removed the prompt
 * @param rendering how the surface was asked to show the job, in its own word; null for its usual way
 * @param metadata the caller's own JSON object, as text
 * @param quote what was promised
 * @param queuePosition how many of the tenant's jobs waited before it
 * @param progress percent
 * @param charged what was debited so far
 * @param refunded what of it went back
 * @param failure why, where it ended without success
 * @param images what is stored, by index
 * @param grid the stored picture of all images, where there is one
 * @param missing why each other image is missing
 * @param inputs the images that it works from, in the order of the request
 * @param chain null for every job that is no chain of edits
 * @param told whether its request named a URL that is told of it
 */
public record JobView(
        JobId id,
        String surface,
        JobState state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        GenerationSpec spec,
        boolean promptBlanked,
        @Nullable String rendering,
        @Nullable String metadata,
        Quote quote,
        int queuePosition,
        int progress,
        MicroUsd charged,
        MicroUsd refunded,
        @Nullable FailureKind failure,
        List<Image> images,
        @Nullable Image grid,
        List<Verdict.Missing> missing,
        List<Input> inputs,
        @Nullable Chain chain,
        boolean told) {

    /**
     * What a chain of edits is, beside a job: it holds and pays, and makes nothing itself.
     *
     * @param stopsOnFailure whether it begins nothing more once a step has not succeeded
     * @param resumedFrom the chain that it goes on from
     */
    public record Chain(boolean stopsOnFailure, @Nullable JobId resumedFrom) {}

    /**
     * An image that it works from.
     *
     * @param mask whether it says where the job may paint
     * @param stored whether it was stored when the request was taken
     * @param artifactId its id, hyphenated; null as long as it is not stored
     */
    public record Input(
            boolean mask, boolean stored, @Nullable String artifactId) {}

    /**
     * A stored image.
     *
     * @param artifactId its id, hyphenated
     * @param blobKey the object's name in the store
     */
    public record Image(String artifactId, String blobKey, String contentType, int width, int height, String sha256) {}

    public JobView {
        images = List.copyOf(images);
        missing = List.copyOf(missing);
        inputs = List.copyOf(inputs);
    }

    /** When it last changed its state. */
    public Instant updatedAt() {
        if (completedAt != null) {
            return completedAt;
        }
        return startedAt == null ? createdAt : startedAt;
    }
}
