package dev.darkroom.api.core;

import dev.darkroom.activities.job.Jobs;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells callers what happened to their jobs, from the log alone. */
@Singleton
public final class Timelines {

    private final Jobs jobs;

    Timelines(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Everything that happened to a job of the caller's tenant, oldest first.
     *
     * @param createdAt where given, only of a job that was created then
     * @return empty where there is no such job: every job was at least accepted
     */
    public List<TimelineEntry> of(Caller caller, JobId job, @Nullable Instant createdAt) {
        return jobs.events(caller.tenant(), job, createdAt).stream()
                .map(TimelineEntry::of)
                .toList();
    }
}
