package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.JobId;
import org.jspecify.annotations.Nullable;

/** A call that waited for a job cannot be answered by a mistake of ours. The job is there all the same. */
public final class WaitFailedException extends RuntimeException {

    private final JobId job;

    WaitFailedException(JobId job, @Nullable Throwable mistake) {
        super("the answer about job %s failed".formatted(job.text()), mistake);
        this.job = job;
    }

    public JobId job() {
        return job;
    }
}
