package dev.darkroom.activities.generation;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.blob.SourceException;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.activities.thumbnail.Thumbnails;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ArtifactActivities.ImagesStored;
import dev.darkroom.workflows.contract.ArtifactActivities.StoreReply;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams what a provider made into the tenant's storage. */
@Singleton
public final class StoreStep {

    /** An image that the store, or its source, failed so often is given up and refunded. */
    static final int ATTEMPTS_MAX = 5;

    private static final long IMAGE_BYTES_MAX = 100L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(StoreStep.class);

    private final Jobs jobs;
    private final ProviderCatalog providers;
    private final ProviderJobs providerJobs;
    private final ImageVault vault;
    private final Thumbnails thumbnails;

    StoreStep(
            Jobs jobs, ProviderCatalog providers, ProviderJobs providerJobs, ImageVault vault, Thumbnails thumbnails) {
        this.jobs = jobs;
        this.providers = providers;
        this.providerJobs = providerJobs;
        this.vault = vault;
        this.thumbnails = thumbnails;
    }

    /**
     * Stores every image.
     *
     * @throws IOException where storage or a source failed and there is an attempt left
     * @throws DatabaseException where the row could not be read; to be tried again
     */
    public StoreReply run(JobId job, ProviderTicket ticket, Pulse pulse) throws IOException {
        Optional<JobRow> row = jobs.find(job);
        if (row.isEmpty() || row.get().state() != JobState.RUNNING) {
            return new AlreadyEnded(row.map(JobRow::state).orElse(null));
        }
        ImageProvider provider = providers.get(ticket.provider());
        Work work = new Work(row.get(), provider, providerJobs.of(row.get()), ticket, pulse);
        return switch (Beats.during(pulse, () -> provider.poll(work.providerJob(), ticket))) {
            case ImageProvider.Done done -> store(work, done);
            case ImageProvider.Failed(FailureKind kind) -> none(work, kind);
            case ImageProvider.Working _ -> notNow(work);
        };
    }

    /** The provider said before that it had finished, and does not say so now: it may again. */
    private static StoreReply notNow(Work work) throws IOException {
        if (work.pulse().attempt() < ATTEMPTS_MAX) {
            throw new IOException("the provider does not show what it has made");
        }
        return none(work, FailureKind.PROVIDER_ERROR);
    }

    private static StoreReply none(Work work, FailureKind kind) {
        return new ImagesStored(IntStream.range(0, work.row().request().images())
                .<ImageOutcome>mapToObj(index -> new ImageOutcome.Failed(index, kind))
                .toList());
    }

    private StoreReply store(Work work, ImageProvider.Done done) throws IOException {
        int images = work.row().request().images();
        List<ImageProvider.Yield> yields = done.images();
        List<ImageOutcome> outcomes = new ArrayList<>();
        for (int index = 0; index < images; index++) {
            outcomes.add(index < yields.size() ? store(work, index, yields.get(index)) : empty(index));
        }
        if (done.grid() && work.row().request().grid()) {
            storeGrid(work, images).ifPresent(outcomes::add);
        }
        outcomes.forEach(outcome -> makeSmall(work, outcome));
        return new ImagesStored(outcomes);
    }

    private record Work(
            JobRow row, ImageProvider provider, ProviderJob providerJob, ProviderTicket ticket, Pulse pulse) {}

    private ImageOutcome store(Work work, int index, ImageProvider.Yield yield) throws IOException {
        if (yield == ImageProvider.Yield.FILTERED) {
            return new ImageOutcome.Filtered(index);
        }
        work.pulse().beat();
        ImageVault.Place place =
                new ImageVault.Place(work.row().tenant(), work.row().jobId(), index);
        try (InputStream source = open(work, index)) {
            return vault.store(place, source, IMAGE_BYTES_MAX, work.pulse()::beat);
        } catch (SourceException e) {
            return e.isRetryable()
                    ? givenUp(index, FailureKind.PROVIDER_ERROR, work.pulse(), e)
                    : new ImageOutcome.Failed(index, FailureKind.PROVIDER_ERROR);
        } catch (IOException e) {
            return givenUp(index, FailureKind.STORAGE_ERROR, work.pulse(), e);
        }
    }

    /** A grid that cannot be had is left out: nobody paid for it. */
    private Optional<ImageOutcome> storeGrid(Work work, int index) {
        work.pulse().beat();
        ImageVault.Place place =
                new ImageVault.Place(work.row().tenant(), work.row().jobId(), index, true);
        try (InputStream source =
                Beats.during(work.pulse(), () -> work.provider().fetchGrid(work.providerJob(), work.ticket()))) {
            ImageOutcome outcome = vault.store(place, source, IMAGE_BYTES_MAX, work.pulse()::beat);
            return Optional.of(outcome).filter(ImageOutcome.Grid.class::isInstance);
        } catch (IOException e) {
            LOG.warn("the grid of job {} is left out: {}", work.row().id(), e.getClass());
            return Optional.empty();
        }
    }

    /** Once all bytes are stored: they are what was asked for, and are there whatever becomes of this. */
    private void makeSmall(Work work, ImageOutcome outcome) {
        TenantId tenant = work.row().tenant();
        JobId job = work.row().jobId();
        switch (outcome) {
            case ImageOutcome.Stored image ->
                makeSmall(work, image, BlobKeys.image(tenant, job, image.index(), image.format()));
            case ImageOutcome.Grid(ImageOutcome.Stored picture) ->
                makeSmall(work, picture, BlobKeys.grid(tenant, job, picture.format()));
            case ImageOutcome.Filtered _, ImageOutcome.Failed _ -> {}
        }
    }

    private void makeSmall(Work work, ImageOutcome.Stored image, String blobKey) {
        Beats.during(work.pulse(), () -> thumbnails.make(blobKey, image.format(), image.size()));
    }

    private static InputStream open(Work work, int index) throws SourceException {
        try {
            return Beats.during(work.pulse(), () -> work.provider().fetch(work.providerJob(), work.ticket(), index));
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    private static ImageOutcome givenUp(int index, FailureKind kind, Pulse pulse, IOException failure)
            throws IOException {
        if (pulse.attempt() < ATTEMPTS_MAX) {
            throw failure;
        }
        return new ImageOutcome.Failed(index, kind);
    }

    private static ImageOutcome empty(int index) {
        return new ImageOutcome.Failed(index, FailureKind.EMPTY_RESULT);
    }
}
