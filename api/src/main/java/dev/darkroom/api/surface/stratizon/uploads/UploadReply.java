package dev.darkroom.api.surface.stratizon.uploads;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.KeptImage;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An uploaded image.
 *
 * @param size bytes
 * @param expiresAt when it is removed, unless a task works from it before
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record UploadReply(String artifactId, String contentType, long size, int width, int height, String expiresAt) {

    static UploadReply of(KeptImage image) {
        return new UploadReply(
                NativeFormat.artifact(image.artifactId()),
                image.contentType(),
                image.bytes(),
                image.width(),
                image.height(),
                NativeFormat.time(image.expiresAt()));
    }

    /**
     * An upload that was announced.
     *
     * @param size bytes
     * @param uploadUrl where the bytes are put, with the announced content type and nothing else
     * @param expiresAt until when they can be put, and the upload be completed
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Announced(String artifactId, String contentType, long size, String uploadUrl, String expiresAt) {}
}
