package dev.darkroom.activities.blob;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the store that is configured. */
@Factory
final class BlobStores {

    @Singleton
    BlobStore blobStore(BlobConfig config) throws IOException {
        return config.isGcs() ? GcsBlobStore.connect(config) : new LocalDiskBlobStore(Path.of(config.folder()));
    }
}
