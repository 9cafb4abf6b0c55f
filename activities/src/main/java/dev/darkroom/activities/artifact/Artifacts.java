package dev.darkroom.activities.artifact;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageOutcome.Grid;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of what is stored. */
@Singleton
public final class Artifacts {

    private final Transactions transactions;
    private final ArtifactRepository repository;
    private final Trash trash;
    private final DatabaseClock clock;

    Artifacts(Transactions transactions, ArtifactRepository repository, Trash trash, DatabaseClock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.trash = trash;
        this.clock = clock;
    }

    /** Records a job's images and its grid, inside the transaction that settles the job. */
    public void record(TenantId tenant, JobId job, List<Stored> images, @Nullable Grid grid) {
        if (images.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<ArtifactRow> rows = new ArrayList<>();
        images.forEach(image -> rows.add(row(tenant, job, image, ArtifactRow.Kind.IMAGE, now)));
        if (grid != null) {
            rows.add(row(tenant, job, grid.picture(), ArtifactRow.Kind.GRID, now));
        }
        repository.saveAll(rows);
    }

    /** The images of a job that are there, by index; its grid comes last. */
    public List<ArtifactRow> ofJob(JobId job) {
        return transactions.read(() -> repository.ofJob(job.text()));
    }

    /** The same, inside a transaction, to whose end nobody else removes them or begins to use them. */
    public List<ArtifactRow> lockOfJob(JobId job) {
        return repository.lockOfJob(job.text());
    }

    /** One that is there, inside a transaction, to whose end nobody else removes it or begins to use it. */
    public Optional<ArtifactRow> lock(TenantId tenant, ArtifactId artifact) {
        return repository.lock(tenant.text(), artifact.text());
    }

    /**
     * Removes one, inside a transaction. Its bytes are in the {@link Trash} then.
     *
     * @param row as it was read
     * @return false where it was removed, used or kept anew since
     */
    public boolean remove(ArtifactRow row) {
        if (repository.remove(row.id(), row.used(), row.keptSince()) == 0) {
            return false;
        }
        trash.add(row.blobs());
        return true;
    }

    /** One that is there; another tenant's is as absent as one that never was. */
    public Optional<ArtifactRow> find(TenantId tenant, ArtifactId artifact) {
        return transactions.read(() -> repository.find(tenant.text(), artifact.text()));
    }

    /** Those of a tenant that are there, in no order. */
    public List<ArtifactRow> find(TenantId tenant, List<String> ids) {
        return ids.isEmpty() ? List.of() : transactions.read(() -> repository.findAll(tenant.text(), ids));
    }

    /**
     * Keeps artifacts for a job that works from them, as long as used ones are kept; inside a transaction.
     *
     * @param ids each of them once
     * @return whether all of them are there
     */
    public boolean use(List<String> ids) {
        return ids.isEmpty() || repository.use(ids) == ids.size();
    }

    private static ArtifactRow row(TenantId tenant, JobId job, Stored image, ArtifactRow.Kind kind, Instant now) {
        return new ArtifactRow(
                ArtifactId.of(job, image.index()).text(),
                job.text(),
                tenant.text(),
                image.index(),
                kind,
                kind == ArtifactRow.Kind.GRID
                        ? BlobKeys.grid(tenant, job, image.format())
                        : BlobKeys.image(tenant, job, image.index(), image.format()),
                image.format().contentType(),
                image.bytes(),
                image.size().width(),
                image.size().height(),
                image.sha256(),
                now,
                true,
                now,
                null);
    }
}
