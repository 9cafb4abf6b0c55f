package dev.darkroom.activities.artifact;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The records of what is stored. */
@Singleton
public final class Artifacts {

    private final Transactions transactions;
    private final ArtifactRepository repository;

    Artifacts(Transactions transactions, ArtifactRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /** Records a job's images, inside the transaction that settles the job. */
    public void record(TenantId tenant, JobId job, List<Stored> images) {
        if (images.isEmpty()) {
            return;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        repository.saveAll(
                images.stream().map(image -> row(tenant, job, image, now)).toList());
    }

    /** The images of a job, by index. */
    public List<ArtifactRow> ofJob(JobId job) {
        return transactions.read(() -> repository.findByJobIdOrderByImageIndex(job.text()));
    }

    /** The images of several jobs, by index. */
    public List<ArtifactRow> ofJobs(List<String> jobs) {
        return jobs.isEmpty() ? List.of() : transactions.read(() -> repository.findByJobIdInOrderByImageIndex(jobs));
    }

    private static ArtifactRow row(TenantId tenant, JobId job, Stored image, Instant now) {
        return new ArtifactRow(
                ArtifactId.of(job, image.index()).text(),
                job.text(),
                tenant.text(),
                image.index(),
                BlobKeys.image(tenant, job, image.index(), image.format()),
                image.format().contentType(),
                image.bytes(),
                image.size().width(),
                image.size().height(),
                image.sha256(),
                now);
    }
}
