package dev.darkroom.activities.job;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the previews of jobs that have ended. Nobody waits for it: what is left over is swept later. */
@Singleton
public final class Previews {

    private static final int BATCH = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Previews.class);

    private final Transactions transactions;
    private final PreviewRepository previews;
    private final BlobStore blobs;

    Previews(Transactions transactions, PreviewRepository previews, BlobStore blobs) {
        this.transactions = transactions;
        this.previews = previews;
        this.blobs = blobs;
    }

    /** Removes them on a thread of its own, as whoever has just settled the job has no time for a store. */
    public void dropSoon(JobRow job) {
        if (mayHavePreviews(job)) {
            Thread.ofVirtual()
                    .name("previews")
                    .uncaughtExceptionHandler((_, thrown) -> LOG.error("previews could not be removed", thrown))
                    .start(() -> drop(job));
        }
    }

    /** Removes what is stored, noted or not, of a job that has ended; nothing of one that has not. */
    public void drop(JobRow job) {
        if (!mayHavePreviews(job)) {
            return;
        }
        try {
            for (BlobInfo preview : blobs.list(BlobKeys.previews(job.tenant(), job.jobId()))) {
                blobs.delete(preview.key());
            }
            if (job.work().previews() > 0) {
                transactions.read(() -> previews.noteNone(job.id()));
            }
        } catch (IOException | DatabaseException e) {
            LOG.warn("the previews of job {} are left for the sweep: {}", job.id(), e.getClass());
        }
    }

    /** Removes the previews that were noted of jobs that ended a while ago: what a crash has left. */
    public void sweep() {
        transactions.read(() -> previews.ended(BATCH)).forEach(this::drop);
    }

    private static boolean mayHavePreviews(JobRow job) {
        return job.request().previews() > 0 && job.state().isTerminal();
    }
}
