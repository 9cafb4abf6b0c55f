package dev.darkroom.activities.generation;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Stops work at a provider. It moves no money. */
@Singleton
public final class CancelStep {

    private final Jobs jobs;
    private final ProviderCatalog providers;
    private final ProviderJobs providerJobs;

    CancelStep(Jobs jobs, ProviderCatalog providers, ProviderJobs providerJobs) {
        this.jobs = jobs;
        this.providers = providers;
        this.providerJobs = providerJobs;
    }

    /** Whether the provider said that it will stop. */
    public boolean run(JobId job, ProviderTicket ticket) {
        Optional<JobRow> row = jobs.find(job);
        return row.isPresent()
                && providers
                        .find(ticket.provider())
                        .map(provider -> provider.cancel(providerJobs.of(row.get()), ticket))
                        .orElse(false);
    }
}
