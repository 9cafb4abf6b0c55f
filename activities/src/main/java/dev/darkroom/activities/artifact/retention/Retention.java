package dev.darkroom.activities.artifact.retention;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.RetentionConfig;
import dev.darkroom.activities.artifact.Trash;
import dev.darkroom.activities.artifact.upload.UploadDrafts;
import dev.darkroom.activities.job.JobTexts;
import dev.darkroom.activities.job.Removals;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Removes what has been kept long enough: images, the texts of jobs, uploads that nobody finished, and the bytes of all
 * of them. A round does a bounded amount of work; what is left is the next one's. Nothing is removed that a job which has
 * not ended works from, also where it begins to just now.
 */
@Singleton
public final class Retention {

    private static final int BATCH = 200;
    private static final int TENANTS = 500;
    private static final int BATCHES_MAX = 10;

    private final RetentionConfig config;
    private final Transactions transactions;
    private final RetentionRepository repository;
    private final Removals removals;
    private final JobTexts texts;
    private final UploadDrafts uploads;
    private final Trash trash;
    private final DatabaseClock clock;

    Retention(
            RetentionConfig config,
            Transactions transactions,
            RetentionRepository repository,
            Removals removals,
            JobTexts texts,
            UploadDrafts uploads,
            Trash trash,
            DatabaseClock clock) {
        this.config = config;
        this.transactions = transactions;
        this.repository = repository;
        this.removals = removals;
        this.texts = texts;
        this.uploads = uploads;
        this.trash = trash;
        this.clock = clock;
    }

    /**
     * How much was removed.
     *
     * @param texts jobs that have lost their texts
     * @param objects whose bytes are gone
     */
    public record Removed(int artifacts, int texts, int uploads, int objects) {

        static final Removed NOTHING = new Removed(0, 0, 0, 0);

        Removed plus(Removed other) {
            return new Removed(
                    artifacts + other.artifacts, texts + other.texts, uploads + other.uploads, objects + other.objects);
        }

        /** Whether there was nothing to remove. */
        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /** Does one round for all tenants, where it is due and no other worker does it. */
    public Removed roundIfDue() {
        boolean ours = transactions.write(scope ->
                        repository.take("retention", config.retentionEvery().toSeconds()))
                == 1;
        return ours ? round() : Removed.NOTHING;
    }

    /** Does one round for all tenants. */
    public Removed round() {
        Removed removed = Removed.NOTHING;
        List<KeptTenant> tenants = page("");
        while (!tenants.isEmpty()) {
            for (KeptTenant tenant : tenants) {
                removed = removed.plus(remove(tenant));
            }
            tenants = page(tenants.getLast().id());
        }
        return removed.plus(finish());
    }

    /** Removes all that a tenant has to remove now, however many rounds that takes. */
    public Removed all(TenantId tenant) {
        Removed removed = Removed.NOTHING;
        Removed round = round(tenant);
        while (!round.isNothing()) {
            removed = removed.plus(round);
            round = round(tenant);
        }
        return removed;
    }

    private Removed round(TenantId tenant) {
        Removed removed = Removed.NOTHING;
        for (KeptTenant kept : transactions.read(() -> repository.tenant(tenant.text()))) {
            removed = removed.plus(remove(kept));
        }
        return removed.plus(finish());
    }

    private List<KeptTenant> page(String after) {
        return transactions.read(() -> repository.tenants(after, TENANTS));
    }

    private Removed remove(KeptTenant tenant) {
        Instant now = clock.instant();
        Instant usedBefore = tenant.usedBefore(now, config.retentionDays());
        Instant unusedBefore = tenant.unusedBefore(now, config.retentionUploads());
        int artifacts = expire(tenant, true, usedBefore) + expire(tenant, false, unusedBefore);
        return new Removed(artifacts, texts.blank(tenant.tenant(), tenant.textsFrom(), usedBefore, BATCHES_MAX), 0, 0);
    }

    private Removed finish() {
        return new Removed(0, 0, uploads.endExpired(), trash.empty(BATCHES_MAX));
    }

    /** What was used since it was read stays, and is not among those that are read next. */
    private int expire(KeptTenant tenant, boolean used, Instant before) {
        int removed = 0;
        for (int batch = 0; batch < BATCHES_MAX; batch++) {
            List<ArtifactRow> rows = transactions.read(() -> repository.expired(tenant.id(), used, before, BATCH));
            removed += (int) rows.stream().filter(removals::expire).count();
            if (rows.size() < BATCH) {
                break;
            }
        }
        return removed;
    }
}
