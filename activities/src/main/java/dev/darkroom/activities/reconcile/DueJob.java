package dev.darkroom.activities.reconcile;

import dev.darkroom.activities.job.ChainColumns;
import dev.darkroom.activities.job.WorkflowFate.StartCard;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import io.micronaut.core.annotation.Introspected;

/**
 * A job at which the reconciler looks.
 *
 * @param chainRole what it is to a chain
 * @param expired 1 where its deadline has passed and nothing was submitted
 * @param fresh 1 where it was accepted less than five seconds ago
 * @param closedSeen 1 where its workflow was seen closed five seconds ago or earlier
 * @param canceling 1 where its caller canceled it
 */
@Introspected
record DueJob(
        String id,
        String tenantId,
        String tenantName,
        JobState state,
        String surface,
        String model,
        int images,
        String chainRole,
        int expired,
        int fresh,
        int closedSeen,
        int canceling) {

    boolean isExpired() {
        return expired != 0;
    }

    boolean isFresh() {
        return fresh != 0;
    }

    boolean isChain() {
        return ChainColumns.Role.CHAIN.name().equals(chainRole);
    }

    boolean wasClosed() {
        return closedSeen != 0;
    }

    boolean isCanceling() {
        return canceling != 0;
    }

    JobId jobId() {
        return JobId.of(id);
    }

    StartCard card() {
        return new StartCard(jobId(), tenantName, surface, model, images, isChain());
    }
}
