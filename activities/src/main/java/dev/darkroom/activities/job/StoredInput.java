package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.InputRole;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * An image that a job works from and that is stored.
 *
 * @param position in the order of the request
 * @param description what the caller says of it
 * @param blobKey the object's name in the store
 * @param sha256 of the object, 64 hexadecimal digits
 */
@Introspected
public record StoredInput(
        int position,
        InputRole role,
        @Nullable String description,
        String blobKey,
        String contentType,
        long bytes,
        int width,
        int height,
        String sha256) {

    public ImageSize size() {
        return new ImageSize(width, height);
    }

    public ImageFormat format() {
        return ImageFormat.ofContentType(contentType);
    }

    /** Without the description. */
    @Override
    public String toString() {
        return "StoredInput[%d, %s]".formatted(position, role);
    }
}
