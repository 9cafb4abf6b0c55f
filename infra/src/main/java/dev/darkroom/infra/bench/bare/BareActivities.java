package dev.darkroom.infra.bench.bare;

import dev.darkroom.infra.bench.bare.BareWorkflow.Done;
import dev.darkroom.infra.bench.bare.BareWorkflow.Job;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The steps, by the names that the product has for them. */
@ActivityInterface
public interface BareActivities {

    @ActivityMethod
    Done debit(Job job);

    @ActivityMethod
    Done submit(Job job);

    @ActivityMethod
    Done await(Job job);

    @ActivityMethod
    Done store(Job job);

    @ActivityMethod
    Done settle(Job job);
}
