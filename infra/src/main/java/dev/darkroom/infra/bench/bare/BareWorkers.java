package dev.darkroom.infra.bench.bare;

import dev.darkroom.activities.worker.WorkerConfig;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;

/** Workers as the product has them: one for each queue, with the same options and the same configuration. */
final class BareWorkers {

    private static final Duration STICKY = Duration.ofSeconds(1);
    private static final long DEADLOCK_MILLIS = 5000;

    private BareWorkers() {}

    static WorkerFactory start(WorkflowClient client, WorkerConfig config) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        BareActivitiesImpl steps = new BareActivitiesImpl();
        Worker jobs = factory.newWorker(BareQueues.JOBS, jobOptions(config));
        jobs.registerWorkflowImplementationTypes(BareWorkflowImpl.class);
        jobs.registerActivitiesImplementations(steps);
        factory.newWorker(BareQueues.PROVIDER, activityOptions(config, config.providerSlots()))
                .registerActivitiesImplementations(steps);
        factory.newWorker(BareQueues.ARTIFACTS, activityOptions(config, config.artifactSlots()))
                .registerActivitiesImplementations(steps);
        factory.start();
        return factory;
    }

    private static WorkerOptions jobOptions(WorkerConfig config) {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setStickyQueueScheduleToStartTimeout(STICKY)
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                .setMaxConcurrentWorkflowTaskExecutionSize(config.workflowSlots())
                .build();
    }

    private static WorkerOptions activityOptions(WorkerConfig config, int slots) {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxConcurrentActivityExecutionSize(slots)
                .setMaxHeartbeatThrottleInterval(config.heartbeatThrottle())
                .build();
    }
}
