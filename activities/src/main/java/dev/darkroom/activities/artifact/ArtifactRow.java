package dev.darkroom.activities.artifact;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A stored image.
 *
 * @param imageIndex which of the job's images; for the grid, how many there are
 * @param blobKey the object's name in the store
 * @param sha256 of the object, 64 hexadecimal digits
 */
@MappedEntity("artifact")
public record ArtifactRow(
        @Id String id,
        String jobId,
        String tenantId,
        int imageIndex,
        Kind kind,
        String blobKey,
        String contentType,
        long bytes,
        int width,
        int height,
        String sha256,
        Instant createdAt) {

    /** What it is to its job. */
    public enum Kind {
        /** One of the images that were asked for. */
        IMAGE,
        /** The picture that shows them all. */
        GRID
    }
}
