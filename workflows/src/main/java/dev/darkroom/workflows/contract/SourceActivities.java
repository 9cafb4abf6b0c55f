package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.job.JobId;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Waiting for other jobs: nothing but time, on a task queue with room for many. */
@ActivityInterface
public interface SourceActivities {

    /**
     * Waits until every job whose image this one works from has ended, and notes the images. A repeat goes on waiting.
     */
    @ActivityMethod
    InputReply awaitSources(SourcesRequest request);

    record SourcesRequest(JobId job) {}
}
