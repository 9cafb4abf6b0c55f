package dev.darkroom.activities.generation;

import dev.darkroom.activities.artifact.InputStore;
import dev.darkroom.activities.fetch.FetchException;
import dev.darkroom.activities.fetch.WebImages;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the images that a job works from and that lie behind URLs. */
@Singleton
public final class IngestStep {

    /** A URL that failed so often, in a way that might have passed, is given up. */
    static final int ATTEMPTS_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(IngestStep.class);

    private final Jobs jobs;
    private final JobInputs inputs;
    private final InputStore store;
    private final WebImages web;

    IngestStep(Jobs jobs, JobInputs inputs, InputStore store, WebImages web) {
        this.jobs = jobs;
        this.inputs = inputs;
        this.store = store;
        this.web = web;
    }

    /**
     * Fetches what is not there yet, one after the other, and sees whether all of it fits together.
     *
     * @throws IOException where storage failed, or a URL in a way that may pass, and there is an attempt left
     * @throws DatabaseException where a row could not be read or written; to be tried again
     */
    public InputReply run(JobId job, Pulse pulse) throws IOException {
        Optional<JobRow> row = jobs.find(job);
        if (row.isEmpty() || row.get().state() != JobState.QUEUED) {
            return left(row);
        }
        for (JobInputRow input : inputs.toFetch(job)) {
            pulse.beat();
            Optional<FailureKind> failure = fetch(row.get(), input, pulse);
            if (failure.isPresent()) {
                return new InputReply.Missing(failure.get());
            }
        }
        return inputs.fit(row.get()).<InputReply>map(InputReply.Missing::new).orElseGet(InputReply.Ready::new);
    }

    /** A run that comes again, after a Reset, finds the job further on than this step; its inputs are there. */
    static InputReply left(Optional<JobRow> row) {
        JobState state = row.map(JobRow::state).orElse(null);
        return state == JobState.RUNNING ? new InputReply.Ready() : new AlreadyEnded(state);
    }

    private Optional<FailureKind> fetch(JobRow row, JobInputRow input, Pulse pulse) throws IOException {
        try {
            return switch (Beats.during(pulse, () -> keep(row, input))) {
                case InputStore.Kept.Stored(var artifact) -> {
                    inputs.resolve(input, new ArtifactId(UUID.fromString(artifact.id())));
                    yield Optional.empty();
                }
                case InputStore.Kept.NotAnImage(), InputStore.Kept.TooLarge() -> Optional.of(FailureKind.INVALID_IMAGE);
                case InputStore.Kept.QuotaReached() -> Optional.of(FailureKind.STORAGE_QUOTA_REACHED);
            };
        } catch (IOException e) {
            return failed(row, e, pulse);
        }
    }

    private InputStore.Kept keep(JobRow row, JobInputRow input) throws IOException {
        try (InputStream bytes = web.open(String.valueOf(input.url()), InputStore.BYTES_MAX)) {
            return store.keep(row.tenant(), bytes, InputStore.BYTES_MAX);
        }
    }

    private static Optional<FailureKind> failed(JobRow row, IOException failure, Pulse pulse) throws IOException {
        if (failure instanceof FetchException fetch) {
            LOG.info("an image of job {} was not fetched: {}", row.id(), fetch.reason());
            if (fetch.isRetryable() && pulse.attempt() < ATTEMPTS_MAX) {
                throw failure;
            }
            return Optional.of(FailureKind.INPUT_UNAVAILABLE);
        }
        if (pulse.attempt() < StoreStep.ATTEMPTS_MAX) {
            throw failure;
        }
        return Optional.of(FailureKind.STORAGE_ERROR);
    }
}
