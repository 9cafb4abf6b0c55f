package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.StepEnd;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Waiting for other jobs: nothing but time, on a task queue with room for many. */
@ActivityInterface
public interface SourceActivities {

    /**
     * Waits until every job whose image this one works from has ended, and notes the images. A repeat goes on waiting.
     */
    @ActivityMethod
    InputReply awaitSources(SourcesRequest request);

    /** Waits until these jobs have ended, whoever runs them. */
    @ActivityMethod
    JobsEnded awaitJobs(JobsRequest request);

    record SourcesRequest(JobId job) {}

    record JobsRequest(List<JobId> jobs) {
        public JobsRequest {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * How the jobs ended.
     *
     * @param ends one for each job that was asked for, in their order
     */
    record JobsEnded(List<StepEnd> ends) {
        public JobsEnded {
            ends = List.copyOf(ends);
        }
    }
}
