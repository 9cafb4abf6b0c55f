package dev.darkroom.activities.blob;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the bytes of images lie.
 *
 * @param folder of the local-disk store
 */
@Introspected
@ConfigurationProperties("darkroom.blob")
public record BlobConfig(
        @Setting("Folder in which images are stored") @Bindable(defaultValue = "artifacts")
        String folder) {

    public BlobConfig {
        Bounds.notBlank("DARKROOM_BLOB_FOLDER", folder);
    }
}
