package dev.darkroom.activities.artifact;

import dev.darkroom.activities.blob.BlobKeys;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored image.
 *
 * @param id a function of the job and the index; of what a tenant gave, a function of its bytes
 * @param jobId who made it; null for what a tenant gave
 * @param imageIndex which of the job's images; for the grid, how many there are
 * @param blobKey the object's name in the store
 * @param sha256 of the object, 64 hexadecimal digits
 * @param used whether a job made it or works from it
 * @param keptSince when it was stored or last used: its time runs from there
 * @param deletedAt when it was removed; null as long as it is there
 */
@MappedEntity("artifact")
public record ArtifactRow(
        @Id String id,
        @Nullable String jobId,
        String tenantId,
        int imageIndex,
        Kind kind,
        String blobKey,
        String contentType,
        long bytes,
        int width,
        int height,
        String sha256,
        Instant createdAt,
        boolean used,
        Instant keptSince,
        @Nullable Instant deletedAt) {

    /** The names of its objects: its bytes, and the small picture of it. */
    public List<String> blobs() {
        return List.of(blobKey, BlobKeys.thumbnail(blobKey));
    }

    /** What it is to its job. */
    public enum Kind {
        /** One of the images that were asked for. */
        IMAGE,
        /** The picture that shows them all. */
        GRID,
        /** Given by the tenant, to be worked from. */
        INPUT
    }
}
