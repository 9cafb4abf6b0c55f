package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.JobId;

/** Whether a job was taken cannot be told now: it exists wholly or not at all, and its id can be asked for later. */
public final class AcceptanceUnknownException extends RuntimeException {

    private final transient JobId job;

    AcceptanceUnknownException(JobId job, Throwable cause) {
        super("whether job %s was taken is not known".formatted(job), cause);
        this.job = job;
    }

    public JobId job() {
        return job;
    }
}
