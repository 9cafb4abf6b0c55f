package dev.darkroom.activities.artifact.retention;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.repair.Repair;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.workflows.domain.job.ImageFormat;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes images that were stored for a job and are not among those that it ended with: a worker may have stored them
 * while somebody else ended the job. Nobody was told of them and nobody paid. It goes through the jobs in the order in
 * which they ended, an hour behind, and goes on where it was after a stop.
 */
@Singleton
public final class Leavings {

    private static final String CHORE = "leavings";
    private static final Duration AGE = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final RetentionRepository repository;
    private final BlobStore blobs;
    private final Repairs repairs;

    Leavings(Transactions transactions, RetentionRepository repository, BlobStore blobs, Repairs repairs) {
        this.transactions = transactions;
        this.repository = repository;
        this.blobs = blobs;
        this.repairs = repairs;
    }

    /** Looks through one batch of jobs, where it is due and no other worker does it: how many objects are gone. */
    public int roundIfDue() throws IOException {
        boolean ours = transactions.write(scope -> repository.take(CHORE, EVERY.toSeconds())) == 1;
        return ours ? round(AGE) : 0;
    }

    /**
     * Looks through one batch of jobs.
     *
     * @param age how long ago a job has to have ended
     * @throws IOException where the store failed; the batch is looked through again
     */
    int round(Duration age) throws IOException {
        long seconds = age.toSeconds();
        List<EndedJob> jobs = transactions.read(() -> repository.ended(CHORE, seconds, BATCH));
        int gone = 0;
        for (EndedJob job : jobs) {
            gone += clear(job);
        }
        transactions.write(scope -> jobs.size() < BATCH
                ? repository.doneUntilAgo(CHORE, seconds)
                : repository.doneUntil(CHORE, jobs.getLast().completedAt()));
        return gone;
    }

    private int clear(EndedJob job) throws IOException {
        List<String> keys = stored(job);
        if (keys.isEmpty()) {
            return 0;
        }
        Set<String> known = new HashSet<>(transactions.read(() -> repository.known(keys)));
        int gone = 0;
        for (String key : keys) {
            if (!known.contains(key)) {
                blobs.delete(BlobKeys.thumbnail(key));
                blobs.delete(key);
                repairs.note(new Repair(Repair.Kind.OBJECT_DELETED, key, job.job(), "its job has ended without it"));
                gone++;
            }
        }
        return gone;
    }

    private List<String> stored(EndedJob job) throws IOException {
        List<String> keys = new ArrayList<>();
        for (BlobInfo image : blobs.list(BlobKeys.images(job.tenant(), job.job()))) {
            keys.add(image.key());
        }
        List<String> grids = Arrays.stream(ImageFormat.values())
                .map(format -> BlobKeys.grid(job.tenant(), job.job(), format))
                .toList();
        for (String grid : grids) {
            if (blobs.find(grid).isPresent()) {
                keys.add(grid);
            }
        }
        return keys;
    }
}
