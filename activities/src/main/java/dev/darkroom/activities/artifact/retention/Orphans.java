package dev.darkroom.activities.artifact.retention;

import dev.darkroom.activities.artifact.upload.UploadDrafts;
import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.repair.Repair;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Deletes objects of which there is no record: bytes of an upload whose process died before it could note them. Only
 * those that are an hour old, since bytes are stored before they are noted. What a job made is looked at by {@link Leavings}.
 */
@Singleton
public final class Orphans {

    private static final Duration AGE = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int BATCH = 200;
    private static final int TENANTS = 500;

    private final Transactions transactions;
    private final RetentionRepository repository;
    private final UploadDrafts uploads;
    private final BlobStore blobs;
    private final Repairs repairs;
    private final DatabaseClock clock;

    Orphans(
            Transactions transactions,
            RetentionRepository repository,
            UploadDrafts uploads,
            BlobStore blobs,
            Repairs repairs,
            DatabaseClock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.uploads = uploads;
        this.blobs = blobs;
        this.repairs = repairs;
        this.clock = clock;
    }

    /** Looks through all tenants, where it is due and no other worker does it: how many are gone. */
    public int roundIfDue() throws IOException {
        boolean ours = transactions.write(scope -> repository.take("orphans", EVERY.toSeconds())) == 1;
        return ours ? round(clock.instant().minus(AGE)) : 0;
    }

    /**
     * Looks through all tenants.
     *
     * @param before objects that are as old are deleted where there is no record of them
     * @return how many are gone
     * @throws IOException where the store failed; the rest is the next round's
     */
    int round(Instant before) throws IOException {
        int gone = 0;
        List<KeptTenant> tenants = page("");
        while (!tenants.isEmpty()) {
            for (KeptTenant tenant : tenants) {
                gone += round(tenant.tenant(), before);
            }
            tenants = page(tenants.getLast().id());
        }
        return gone;
    }

    private List<KeptTenant> page(String after) {
        return transactions.read(() -> repository.tenants(after, TENANTS));
    }

    private int round(TenantId tenant, Instant before) throws IOException {
        List<String> inputs = old(BlobKeys.inputs(tenant), before);
        List<String> small = old(BlobKeys.thumbnailsOfInputs(tenant), before);
        List<String> drafts = old(BlobKeys.drafts(tenant), before);
        return delete(inputs, key -> key, repository::known)
                + delete(small, BlobKeys::ofThumbnail, repository::there)
                + delete(drafts, key -> key, keys -> uploads.blobsOf(tenant));
    }

    private List<String> old(String prefix, Instant before) throws IOException {
        return blobs.list(prefix).stream()
                .filter(blob -> blob.storedAt().isBefore(before))
                .map(BlobInfo::key)
                .toList();
    }

    /**
     * Deletes those without a record.
     *
     * @param recorded under which name there would be one
     * @param records which of these names there are records of
     */
    private int delete(List<String> keys, UnaryOperator<String> recorded, UnaryOperator<List<String>> records)
            throws IOException {
        int gone = 0;
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + BATCH));
            List<String> names = some.stream().map(recorded).toList();
            Set<String> known = new HashSet<>(transactions.read(() -> records.apply(names)));
            for (String key : some) {
                if (!known.contains(recorded.apply(key))) {
                    blobs.delete(key);
                    repairs.note(new Repair(Repair.Kind.OBJECT_DELETED, key, null, "there is no record of it"));
                    gone++;
                }
            }
        }
        return gone;
    }
}
