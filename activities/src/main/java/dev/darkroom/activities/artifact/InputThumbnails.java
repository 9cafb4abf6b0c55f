package dev.darkroom.activities.artifact;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.thumbnail.Thumbnails;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes the small pictures of images that tenants gave. No API process decodes an image, so a worker does it a moment
 * after the image has come. Each is tried once: one that cannot be made would not be made the next time either, and one
 * that brings its process down is not tried by the next.
 */
@Singleton
public final class InputThumbnails {

    private static final int BATCH = 20;

    private final Transactions transactions;
    private final ThumbnailRepository repository;
    private final Thumbnails thumbnails;

    InputThumbnails(Transactions transactions, ThumbnailRepository repository, Thumbnails thumbnails) {
        this.transactions = transactions;
        this.repository = repository;
        this.thumbnails = thumbnails;
    }

    /**
     * Makes some of those that are due.
     *
     * @return whether there may be more
     */
    public boolean round() {
        List<ArtifactRow> due = transactions.read(() -> repository.page(BATCH));
        for (ArtifactRow row : due) {
            boolean ours = transactions.write(scope -> repository.claim(row.id())) == 1;
            if (ours && row.deletedAt() == null) {
                thumbnails.make(
                        row.blobKey(),
                        ImageFormat.ofContentType(row.contentType()),
                        new ImageSize(row.width(), row.height()));
            }
        }
        return due.size() == BATCH;
    }
}
