package dev.darkroom.activities.job;

import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.InputRole;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The images that a job works from, from its acceptance to the moment when all of them are stored. */
@Singleton
public final class JobInputs {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final JobInputRepository inputs;
    private final Artifacts artifacts;

    JobInputs(Transactions transactions, JobRepository jobs, JobInputRepository inputs, Artifacts artifacts) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.inputs = inputs;
        this.artifacts = artifacts;
    }

    /** What is still missing of a job's inputs. */
    public record Pending(boolean awaitsSources, boolean fetches) {

        /** Nothing. */
        public static final Pending NONE = new Pending(false, false);
    }

    /** What is missing for a job that was just charged. */
    public Pending pending(JobRow row) {
        List<JobInputRow> all = of(row);
        return new Pending(
                all.stream().anyMatch(JobInputRow::awaitsSource), all.stream().anyMatch(JobInputRow::isToFetch));
    }

    /** All of them, in the order of the request. One that works from its prompt alone is not asked for. */
    public List<JobInputRow> of(JobRow row) {
        return row.request().inputs() == 0 ? List.of() : of(row.jobId());
    }

    /** All of them, in the order of the request. */
    public List<JobInputRow> of(JobId job) {
        return transactions.read(() -> inputs.findByJobIdOrderByPosition(job.text()));
    }

    /** Those of many jobs. */
    public List<JobInputRow> of(List<String> jobs) {
        return jobs.isEmpty() ? List.of() : transactions.read(() -> inputs.findByJobIdInOrderByPosition(jobs));
    }

    /** Those that are stored. */
    public List<StoredInput> stored(JobRow row) {
        return row.request().inputs() == 0 ? List.of() : transactions.read(() -> inputs.stored(row.id()));
    }

    /** Those that are still to be fetched. */
    public List<JobInputRow> toFetch(JobId job) {
        return of(job).stream().filter(JobInputRow::isToFetch).toList();
    }

    /** The jobs whose images are still to come. */
    public List<JobId> awaited(JobId job) {
        return of(job).stream()
                .filter(JobInputRow::awaitsSource)
                .map(JobInputRow::sourceJob)
                .map(JobId::of)
                .distinct()
                .toList();
    }

    /** Notes that an input is stored, and keeps it as long as a used one is kept. A repeat changes nothing. */
    public void resolve(JobInputRow input, ArtifactId artifact) {
        transactions.write(scope -> {
            artifacts.use(List.of(artifact.text()));
            return inputs.resolve(input.jobId(), input.position(), artifact.text());
        });
    }

    /**
     * Notes the images of jobs that have ended.
     *
     * @return why one of them will never be there; empty where all are, or their jobs have not ended
     */
    public Optional<FailureKind> resolveSources(JobId job) {
        for (JobInputRow input : of(job)) {
            if (input.awaitsSource()) {
                Optional<JobRow> source = transactions.read(() -> jobs.findById(String.valueOf(input.sourceJob())));
                if (source.isEmpty() || source.get().state().isTerminal()) {
                    Optional<ArtifactId> image = source.flatMap(row -> image(row, input));
                    if (image.isEmpty()) {
                        return Optional.of(FailureKind.SOURCE_FAILED);
                    }
                    resolve(input, image.get());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ArtifactId> image(JobRow source, JobInputRow input) {
        int index = input.sourceIndex() == null ? 0 : input.sourceIndex();
        return source.outcome().deliveredImages().stream()
                .filter(image -> image.index() == index)
                .map(image -> ArtifactId.of(source.jobId(), index))
                .findFirst();
    }

    /**
     * Looks at all inputs once they are stored: the mask has to be as large as the first image, and a job that leaves
     * the ratio open takes that of the first image.
     *
     * @return why the job cannot be made of them
     */
    public Optional<FailureKind> fit(JobRow row) {
        List<StoredInput> stored = stored(row);
        if (stored.size() < row.request().inputs()) {
            return Optional.of(FailureKind.INPUT_UNAVAILABLE);
        }
        Optional<ImageSize> first = stored.stream()
                .filter(input -> input.role() == InputRole.REFERENCE)
                .map(StoredInput::size)
                .findFirst();
        Optional<ImageSize> mask = stored.stream()
                .filter(input -> input.role() == InputRole.MASK)
                .map(StoredInput::size)
                .findFirst();
        if (mask.isPresent() && !mask.equals(first)) {
            return Optional.of(FailureKind.INVALID_IMAGE);
        }
        first.map(size -> row.request().spec().sizeFor(size, mask.isPresent()))
                .filter(size -> !size.equals(row.request().spec().size()))
                .ifPresent(size -> transactions.read(() -> inputs.resize(row.id(), size.width(), size.height())));
        return Optional.empty();
    }
}
