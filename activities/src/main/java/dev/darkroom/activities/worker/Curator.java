package dev.darkroom.activities.worker;

import dev.darkroom.activities.artifact.InputThumbnails;
import dev.darkroom.activities.artifact.retention.Leavings;
import dev.darkroom.activities.artifact.retention.Orphans;
import dev.darkroom.activities.artifact.retention.Retention;
import dev.darkroom.activities.ledger.DatabaseException;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker does for stored images besides its jobs: small pictures of what was given, and the removal of what is old. */
@Singleton
final class Curator {

    private static final Logger LOG = LoggerFactory.getLogger(Curator.class);

    private final InputThumbnails thumbnails;
    private final Retention retention;
    private final Orphans orphans;
    private final Leavings leavings;

    Curator(InputThumbnails thumbnails, Retention retention, Orphans orphans, Leavings leavings) {
        this.thumbnails = thumbnails;
        this.retention = retention;
        this.orphans = orphans;
        this.leavings = leavings;
    }

    /** Does what is due; what fails is left to the next time. */
    void round() {
        try {
            while (thumbnails.round()) {
                LOG.debug("more small pictures are due");
            }
            Retention.Removed removed = retention.roundIfDue();
            if (!removed.isNothing()) {
                LOG.info("retention has removed {}", removed);
            }
            int gone = orphans.roundIfDue() + leavings.roundIfDue();
            if (gone > 0) {
                LOG.info("{} objects without a record are gone", gone);
            }
        } catch (DatabaseException | IOException e) {
            LOG.warn("stored images are not curated: {}", e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.error("a mistake in the curation of stored images", e);
        }
    }
}
