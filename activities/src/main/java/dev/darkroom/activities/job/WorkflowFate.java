package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.JobId;

/** What became of the workflows of jobs, and how they are started and canceled: all that the sweep knows of Temporal. */
public interface WorkflowFate {

    /** What Temporal says of a job's workflow. */
    Fate of(JobId job);

    /** Starts a job's workflow, unless there is or was one under its id. */
    Start start(StartCard card);

    /**
     * Asks Temporal to cancel a job's workflow. It may be asked any number of times.
     *
     * @return whether Temporal took it; not where it did not answer, or where no such workflow runs
     */
    boolean cancel(JobId job);

    /** The fate of a workflow. */
    enum Fate {
        /** It runs, or is paused, or anything else that is not an end. */
        RUNNING,
        /** Temporal knows no workflow of that id. */
        UNKNOWN,
        /** It was canceled. */
        CANCELED,
        /** It ended in any other way. */
        CLOSED,
        /** Temporal did not answer, or not about the workflow. Nothing may be concluded. */
        NO_ANSWER
    }

    /** What became of a start. */
    enum Start {
        STARTED,
        /** There is or was a workflow of that id. */
        EXISTS,
        NO_ANSWER
    }

    /**
     * What operators see of a job from its start. Nothing here is text of a caller.
     *
     * @param tenant the tenant's name
     * @param chain whether it is a chain of edits
     */
    record StartCard(JobId job, String tenant, String surface, String model, int images, boolean chain) {

        /** Of a job that makes images. */
        public StartCard(JobId job, String tenant, String surface, String model, int images) {
            this(job, tenant, surface, model, images, false);
        }
    }
}
