package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a tenant, newest first.
 *
 * @param states one or more
 * @param since inclusive
 * @param until exclusive
 * @param model the catalogue's own id; null for any
 * @param after the last job of the page before; null for the first page
 * @param limit how many at the most
 * @param parent where given, only the steps that this chain pays for
 */
public record JobQuery(
        List<JobState> states,
        Instant since,
        Instant until,
        @Nullable String model,
        @Nullable Position after,
        int limit,
        Kinds kinds,
        @Nullable JobId parent) {

    /** Which kinds of jobs. The steps of a chain are listed only with their chain as {@code parent}. */
    public enum Kinds {
        IMAGES,
        CHAINS,
        ALL
    }

    /** A place in the list: by time, then by id. */
    public record Position(Instant createdAt, String jobId) {}

    public JobQuery {
        states = List.copyOf(states);
    }
}
