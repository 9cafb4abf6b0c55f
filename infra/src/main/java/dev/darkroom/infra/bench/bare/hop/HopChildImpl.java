package dev.darkroom.infra.bench.bare.hop;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** One activity, on the queue that it is told. */
public final class HopChildImpl implements HopChild {

    @Override
    public Hop run(Hop hop) {
        return Workflow.newActivityStub(
                        HopActivities.class,
                        ActivityOptions.newBuilder()
                                .setTaskQueue(hop.queue())
                                .setStartToCloseTimeout(Duration.ofSeconds(20))
                                .build())
                .arrive(hop);
    }
}
