package dev.darkroom.activities.artifact.upload;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * An upload that was announced and is not finished.
 *
 * @param id that of the artifact that it will be: a function of its bytes
 * @param blobKey where its bytes are put
 * @param contentType of the image, as it was announced
 * @param bytes how many, as it was announced
 * @param sha256 of the bytes, 64 hexadecimal digits, as it was announced
 * @param expiresAt until when it can be finished
 */
@MappedEntity("upload")
public record UploadRow(
        @Id String id,
        String tenantId,
        String blobKey,
        String contentType,
        long bytes,
        String sha256,
        Instant expiresAt) {

    public TenantId tenant() {
        return TenantId.of(tenantId);
    }

    public ImageFormat format() {
        return ImageFormat.ofContentType(contentType);
    }

    /** Whether it was announced alike. */
    public boolean isOf(ImageFormat format, long size) {
        return contentType.equals(format.contentType()) && bytes == size;
    }
}
