package dev.darkroom.activities.thumbnail;

import dev.darkroom.activities.blob.BlobConflictException;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes small pictures of stored images, one at a time in a process. Nobody pays for one and nothing depends on one: where
 * it cannot be made, there is none.
 */
@Singleton
public final class Thumbnails {

    private static final long PATIENCE_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);

    private final BlobStore blobs;
    private final ReentrantLock decoding = new ReentrantLock();

    Thumbnails(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * Makes the small picture of an image, unless it is there already.
     *
     * @param blobKey the image's object
     * @param size of the image, as its header says
     * @return whether there is one now
     */
    public boolean make(String blobKey, ImageFormat format, ImageSize size) {
        String small = BlobKeys.thumbnail(blobKey);
        try {
            if (blobs.find(small).isPresent()) {
                return true;
            }
            Optional<byte[]> png = decoded(blobKey, format, size);
            if (png.isEmpty()) {
                return false;
            }
            store(small, png.get());
            return true;
        } catch (IOException e) {
            LOG.info("a small picture is not made: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    /** Whoever waits too long for its turn goes without: a job is not kept from its end by this. */
    private Optional<byte[]> decoded(String blobKey, ImageFormat format, ImageSize size) throws IOException {
        if (!SmallPicture.isWithinBounds(format, size) || !isOurTurn()) {
            return Optional.empty();
        }
        try (InputStream bytes = blobs.open(blobKey, 0)) {
            return SmallPicture.png(bytes, format);
        } finally {
            decoding.unlock();
        }
    }

    private boolean isOurTurn() {
        try {
            return decoding.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void store(String small, byte[] png) throws IOException {
        try (BlobUpload upload = blobs.begin(small)) {
            upload.write(png, 0, png.length);
            upload.commit();
        } catch (BlobConflictException e) {
            LOG.debug("another release has made a small picture of the same image");
        }
    }
}
