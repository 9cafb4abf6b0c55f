package dev.darkroom.activities.repair;

import dev.darkroom.workflows.domain.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was put right without the workflow whose work it was.
 *
 * @param subject the id of a workflow, or the key of an object; at most 200 characters of ASCII
 * @param job whose it is; null where no job is known
 * @param reason a sentence for operators, at most 200 characters of ASCII; no text of a caller
 */
public record Repair(Kind kind, String subject, @Nullable JobId job, String reason) {

    /** Of a job. */
    public Repair(Kind kind, JobId job, String reason) {
        this(kind, job.text(), job, reason);
    }

    /** What was done. */
    public enum Kind {
        /** A workflow that Temporal did not know was started. */
        JOB_STARTED,
        /** A job whose workflow is closed was settled. */
        JOB_SETTLED,
        /** Work at a provider was stopped for which no workflow waits any more. */
        PROVIDER_STOPPED,
        /** A delivery that Temporal did not know was started. */
        DELIVERY_STARTED,
        /** Deliveries whose workflow is closed were given up. */
        DELIVERY_ABANDONED,
        /** An object of which there is no record was deleted. */
        OBJECT_DELETED
    }
}
