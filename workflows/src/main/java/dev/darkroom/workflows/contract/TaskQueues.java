package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.job.ProviderId;

/** Where work waits for a worker. */
public final class TaskQueues {

    /** Workflow tasks, and the local activities that move money. */
    public static final String JOBS = "darkroom-jobs";

    /** Bytes into storage. */
    public static final String ARTIFACTS = "darkroom-artifacts";

    /** Waiting for other jobs, which takes no room from anything else. */
    public static final String SOURCES = "darkroom-sources";

    /** Webhooks: their workflows and their attempts, so that a receiver that is slow holds up no job. */
    public static final String WEBHOOKS = "darkroom-webhooks";

    private TaskQueues() {}

    /** A provider's own queue, so that one that is slow or limited holds up no other. */
    public static String provider(ProviderId provider) {
        return "darkroom-provider-" + provider.value();
    }
}
