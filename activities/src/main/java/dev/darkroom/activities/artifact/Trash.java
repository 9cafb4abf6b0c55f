package dev.darkroom.activities.artifact;

import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that nothing refers to any more. They are noted in the transaction that lets go of them and deleted after it;
 * what a crash, or a store that is away, has left is deleted by the worker's next round.
 */
@Singleton
public final class Trash {

    private static final int BATCH = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    private final Transactions transactions;
    private final TrashRepository repository;
    private final BlobStore blobs;

    Trash(Transactions transactions, TrashRepository repository, BlobStore blobs) {
        this.transactions = transactions;
        this.repository = repository;
        this.blobs = blobs;
    }

    /** Notes objects, inside a transaction. */
    public void add(List<String> blobKeys) {
        blobKeys.forEach(repository::add);
    }

    /** Deletes objects that were noted, after the commit. What cannot be deleted now stays noted. */
    public void empty(List<String> blobKeys) {
        try {
            delete(blobKeys);
        } catch (DatabaseException e) {
            LOG.warn("deleted objects are left to the next round: {}", e.getMessage());
        }
    }

    /**
     * Deletes whatever is noted, by batches.
     *
     * @param batchesMax how many of them
     * @return how many objects are gone
     */
    public int empty(int batchesMax) {
        int gone = 0;
        String after = "";
        for (int batch = 0; batch < batchesMax; batch++) {
            String from = after;
            List<String> keys = transactions.read(() -> repository.page(from, BATCH));
            gone += delete(keys);
            if (keys.size() < BATCH) {
                return gone;
            }
            after = keys.getLast();
        }
        return gone;
    }

    private int delete(List<String> blobKeys) {
        List<String> gone = blobKeys.stream().filter(this::isDeleted).toList();
        if (!gone.isEmpty()) {
            transactions.write(scope -> repository.forget(gone));
        }
        return gone.size();
    }

    private boolean isDeleted(String blobKey) {
        try {
            blobs.delete(blobKey);
            return true;
        } catch (IOException e) {
            LOG.warn("an object is not deleted yet: {}", e.getClass().getSimpleName());
            return false;
        }
    }
}
