package dev.darkroom.infra.bench.bare;

import dev.darkroom.infra.bench.bare.BareWorkflow.Done;
import dev.darkroom.infra.bench.bare.BareWorkflow.Job;
import io.temporal.activity.Activity;

/** Does nothing, but for one heartbeat. */
public final class BareActivitiesImpl implements BareActivities {

    private static final Done DONE = new Done("DONE");

    @Override
    public Done debit(Job job) {
        return DONE;
    }

    @Override
    public Done submit(Job job) {
        return DONE;
    }

    @Override
    public Done await(Job job) {
        Activity.getExecutionContext().heartbeat(job.id());
        return DONE;
    }

    @Override
    public Done store(Job job) {
        return DONE;
    }

    @Override
    public Done settle(Job job) {
        return DONE;
    }
}
