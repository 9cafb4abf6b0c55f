package dev.darkroom.activities.job;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.artifact.Trash;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes images away, and the texts of jobs that have ended. An image disappears from its job in the same transaction; the
 * job keeps its state and its movements of money. Artifacts are locked before the rows of jobs, here as by whoever begins
 * to use one, so that none waits for another in a circle.
 */
@Singleton
public final class Removals {

    private final Transactions transactions;
    private final Artifacts artifacts;
    private final JobRepository jobs;
    private final RemovalRepository repository;
    private final Trash trash;

    Removals(
            Transactions transactions,
            Artifacts artifacts,
            JobRepository jobs,
            RemovalRepository repository,
            Trash trash) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.jobs = jobs;
        this.repository = repository;
        this.trash = trash;
    }

    /** What became of the wish to remove something. Only the first of them removed anything. */
    public enum Removal {
        DONE,
        /** A job that has not ended works from it. */
        IN_USE,
        /** The job itself has not ended. */
        NOT_ENDED,
        /** There is no such thing, or it is another tenant's. */
        ABSENT
    }

    /** Removes an image, and its bytes after the commit. */
    public Removal remove(TenantId tenant, ArtifactId artifact) {
        List<String> blobs = new ArrayList<>();
        Removal removal = transactions.write(scope -> {
            blobs.clear();
            Optional<ArtifactRow> row = artifacts.lock(tenant, artifact);
            if (row.isEmpty()) {
                return Removal.ABSENT;
            }
            return isUsed(List.of(row.get())) ? Removal.IN_USE : removed(List.of(row.get()), blobs);
        });
        trash.empty(blobs);
        return removal;
    }

    /** Removes the images that a job made, and blanks its texts; of a chain, those of its steps. A repeat changes nothing. */
    public Removal remove(TenantId tenant, JobId job) {
        List<String> blobs = new ArrayList<>();
        Removal removal = transactions.write(scope -> {
            blobs.clear();
            Optional<JobRow> row = jobs.findByIdAndTenantId(job.text(), tenant.text());
            if (row.isEmpty()) {
                return Removal.ABSENT;
            }
            if (!row.get().state().isTerminal()) {
                return Removal.NOT_ENDED;
            }
            List<String> all = new ArrayList<>(row.get().isChain() ? repository.stepsOf(job.text()) : List.of());
            all.add(job.text());
            List<ArtifactRow> made = all.stream()
                    .flatMap(id -> artifacts.lockOfJob(JobId.of(id)).stream())
                    .toList();
            if (isUsed(made)) {
                return Removal.IN_USE;
            }
            repository.blank(all);
            return removed(made, blobs);
        });
        trash.empty(blobs);
        return removal;
    }

    /**
     * Removes an image whose time is over. Its bytes stay in the trash for now.
     *
     * @param row as it was read, when no job that had not ended worked from it
     * @return false where it was used or kept anew since, and so is not removed
     */
    public boolean expire(ArtifactRow row) {
        return transactions.write(scope -> drop(row));
    }

    /** Whether a tenant has jobs that have not ended. */
    public boolean hasUnended(TenantId tenant) {
        return transactions.read(() -> repository.unended(tenant.text())) > 0;
    }

    private Removal removed(List<ArtifactRow> rows, List<String> blobs) {
        for (ArtifactRow row : rows) {
            if (!drop(row)) {
                throw new IllegalStateException("an artifact changed under its lock");
            }
            blobs.addAll(row.blobs());
        }
        return Removal.DONE;
    }

    private boolean drop(ArtifactRow row) {
        if (!artifacts.remove(row)) {
            return false;
        }
        if (row.jobId() != null) {
            JobRow job = jobs.findDecisively(row.jobId()).orElseThrow();
            boolean grid = row.kind() == ArtifactRow.Kind.GRID;
            repository.setImages(job.id(), OutcomeImages.without(job.outcome().images(), row.imageIndex(), grid));
        }
        return true;
    }

    private boolean isUsed(List<ArtifactRow> rows) {
        return !rows.isEmpty()
                && repository.usesOf(rows.stream().map(ArtifactRow::id).toList()) > 0;
    }
}
