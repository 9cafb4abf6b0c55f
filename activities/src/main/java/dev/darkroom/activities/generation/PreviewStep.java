package dev.darkroom.activities.generation;

import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Previews;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores how images look on the way, where somebody wants to see it. A preview is a courtesy: one that cannot be had is
 * left out, and fails nothing.
 */
@Singleton
final class PreviewStep {

    private static final long PREVIEW_BYTES_MAX = 20L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PreviewStep.class);

    private final Jobs jobs;
    private final Submissions submissions;
    private final ImageVault vault;
    private final Previews previews;

    PreviewStep(Jobs jobs, Submissions submissions, ImageVault vault, Previews previews) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.vault = vault;
        this.previews = previews;
    }

    /** The previews of one job, for as long as one attempt waits at the provider. */
    Taking of(JobRow row, ImageProvider provider, ProviderJob work, ProviderTicket ticket, Pulse pulse) {
        return new Taking(row, provider, work, ticket, pulse);
    }

    /** How far the previews of a job are. What an attempt before this one has noted is not fetched again. */
    final class Taking {

        private final JobRow row;
        private final ImageProvider provider;
        private final ProviderJob work;
        private final ProviderTicket ticket;
        private final Pulse pulse;
        private int stored;
        private int noted;

        private Taking(JobRow row, ImageProvider provider, ProviderJob work, ProviderTicket ticket, Pulse pulse) {
            this.row = row;
            this.provider = provider;
            this.work = work;
            this.ticket = ticket;
            this.pulse = pulse;
            noted = row.work().previews();
            stored = noted;
        }

        /**
         * Stores what is new and wanted, and then notes it.
         *
         * @param ready how many previews the provider has of each image
         */
        void take(int ready) {
            int wanted = Math.min(ready, row.request().previews());
            for (; stored < wanted; stored++) {
                for (int index = 0; index < row.request().images(); index++) {
                    store(index, stored);
                }
            }
            if (stored > noted) {
                note();
            }
        }

        private void store(int index, int number) {
            pulse.beat();
            ImageVault.Place place = new ImageVault.Place(row.tenant(), row.jobId(), index, false, number);
            try (InputStream source = Beats.during(pulse, () -> provider.fetchPreview(work, ticket, index, number))) {
                vault.store(place, source, PREVIEW_BYTES_MAX, pulse::beat);
            } catch (IOException e) {
                LOG.debug("preview {} of image {} of job {} is left out: {}", number, index, row.id(), e.getClass());
            }
        }

        /** Where the database does not answer it is asked again after the next poll. */
        private void note() {
            try {
                if (submissions.preview(row.jobId(), stored)) {
                    noted = stored;
                } else {
                    // Whoever ended the job has removed its previews, but not those that came after.
                    jobs.find(row.jobId()).ifPresent(previews::drop);
                }
            } catch (DatabaseException e) {
                LOG.debug("the previews of job {} are noted later: {}", row.id(), e.getClass());
            }
        }
    }
}
