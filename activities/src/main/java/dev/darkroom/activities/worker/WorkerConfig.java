package dev.darkroom.activities.worker;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import dev.darkroom.workflows.contract.ActivityTimeouts;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How a worker works.
 *
 * @param heartbeatTimeout after how long without a sign of life a step is given to another worker
 * @param heartbeatThrottle how often heartbeats are sent at the most: a cancel arrives with the answer to one
 * @param providerTimeout how long one job may take at its provider
 * @param providerSlots how many steps at each provider a worker has in hand at once
 * @param artifactSlots how many jobs' images a worker stores at once
 * @param workflowSlots how many workflow tasks a worker has in hand at once
 * @param sweepEvery how often a worker looks for jobs that are due
 * @param drain how long a worker that is stopped may finish what it has in hand
 */
@Introspected
@ConfigurationProperties("darkroom.worker")
public record WorkerConfig(
        @Setting("After how long without a sign of life a step goes to another worker, 2s to 10m")
        @Bindable(defaultValue = "30s")
        Duration heartbeatTimeout,

        @Setting("How often signs of life are sent at the most; a cancel arrives with one, 500ms to 60s")
        @Bindable(defaultValue = "1s")
        Duration heartbeatThrottle,

        @Setting("How long one job may take at its provider, 1s to 1h") @Bindable(defaultValue = "10m")
        Duration providerTimeout,

        @Setting("Steps at each provider that a worker has in hand at once, 1 to 10000") @Bindable(defaultValue = "500")
        int providerSlots,

        @Setting("Jobs whose images a worker stores at once, 1 to 1000") @Bindable(defaultValue = "8")
        int artifactSlots,

        @Setting("Workflow tasks that a worker has in hand at once, 1 to 1000") @Bindable(defaultValue = "50")
        int workflowSlots,

        @Setting("How often a worker looks for jobs that are due, 1s to 60s") @Bindable(defaultValue = "15s")
        Duration sweepEvery,

        @Setting("How long a worker that is stopped may finish what it has in hand, 0s to 10m")
        @Bindable(defaultValue = "20s")
        Duration drain) {

    public WorkerConfig {
        within("HEARTBEAT_TIMEOUT", heartbeatTimeout, Duration.ofSeconds(2), Duration.ofMinutes(10));
        within("HEARTBEAT_THROTTLE", heartbeatThrottle, Duration.ofMillis(500), Duration.ofSeconds(60));
        within("PROVIDER_TIMEOUT", providerTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        Bounds.within("DARKROOM_WORKER_PROVIDER_SLOTS", providerSlots, 1, 10_000);
        Bounds.within("DARKROOM_WORKER_ARTIFACT_SLOTS", artifactSlots, 1, 1000);
        Bounds.within("DARKROOM_WORKER_WORKFLOW_SLOTS", workflowSlots, 1, 1000);
        within("SWEEP_EVERY", sweepEvery, Duration.ofSeconds(1), Duration.ofSeconds(60));
        within("DRAIN", drain, Duration.ZERO, Duration.ofMinutes(10));
    }

    /** What every charged job is told to let its activities take. */
    public ActivityTimeouts timeouts() {
        return new ActivityTimeouts(heartbeatTimeout, providerTimeout);
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        Bounds.within("DARKROOM_WORKER_" + name, value, least, most);
    }
}
