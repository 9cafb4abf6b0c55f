package dev.darkroom.activities.artifact.retention;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/** A job that has ended with fewer images than it was asked for. */
@Introspected
record EndedJob(String id, String tenantId, Instant completedAt) {

    JobId job() {
        return JobId.of(id);
    }

    TenantId tenant() {
        return TenantId.of(tenantId);
    }
}
