package dev.darkroom.api.admin;

import dev.darkroom.activities.worker.TemporalConfig;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.inject.Singleton;

/** Where in the Temporal UI a job is. */
@Singleton
final class TemporalLinks {

    private final OperatorConfig operator;
    private final TemporalConfig temporal;

    TemporalLinks(OperatorConfig operator, TemporalConfig temporal) {
        this.operator = operator;
        this.temporal = temporal;
    }

    /** A link, or the workflow's id where no UI is configured. */
    String workflow(JobId job) {
        return operator.temporalUiUrl().isEmpty()
                ? "workflow %s in namespace %s".formatted(job, temporal.namespace())
                : "%s/namespaces/%s/workflows/%s".formatted(operator.temporalUiUrl(), temporal.namespace(), job);
    }
}
