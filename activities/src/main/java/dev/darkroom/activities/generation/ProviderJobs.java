package dev.darkroom.activities.generation;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.provider.ProviderJob;
import java.time.Instant;

/** Makes what a provider is told from a job's row. */
final class ProviderJobs {

    private ProviderJobs() {}

    /** The job by one of its routes. */
    static ProviderJob of(JobRow row, int route) {
        Instant intendedAt = row.startedAt() == null ? row.createdAt() : row.startedAt();
        return new ProviderJob(
                Submissions.reference(row.jobId(), route),
                row.request().routeList().get(route),
                row.request().spec(),
                intendedAt);
    }

    /** The job by the route that its work is at. */
    static ProviderJob of(JobRow row) {
        Integer route = row.work().route();
        return of(row, route == null ? 0 : route);
    }
}
