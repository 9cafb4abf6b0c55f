package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.InputRole;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * An image that a job works from: an artifact, one behind a URL, or one of another job. Of the last two the artifact is
 * noted once it is there.
 *
 * @param position from 0, in the order of the request
 * @param url null unless it is fetched, and once retention has blanked it
 * @param sourceJob null unless it is an image of that job
 * @param sourceIndex which of its images
 * @param artifactId null as long as it is not there
 * @param description what the caller says of it
 */
@MappedEntity("job_input")
public record JobInputRow(
        @Id @GeneratedValue @Nullable Long id,
        String jobId,
        int position,
        Source source,
        InputRole role,
        @Nullable String url,
        @Nullable String sourceJob,
        @Nullable Integer sourceIndex,
        @Nullable String artifactId,
        @Nullable String description) {

    /** Where an image comes from. */
    public enum Source {
        /** It was stored before. */
        ARTIFACT,
        /** It is fetched. */
        URL,
        /** Another job makes it. */
        JOB
    }

    /** Whether it comes from another job and is not there yet. */
    boolean awaitsSource() {
        return artifactId == null && sourceJob != null;
    }

    /** Whether it has to be fetched. */
    boolean isToFetch() {
        return artifactId == null && url != null;
    }

    /** Without the texts of the caller. */
    @Override
    public String toString() {
        return "JobInputRow[%s, %d, %s]".formatted(jobId, position, role);
    }
}
