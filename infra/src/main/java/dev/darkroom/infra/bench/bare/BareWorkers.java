package dev.darkroom.infra.bench.bare;

import dev.darkroom.activities.worker.WorkerConfig;
import dev.darkroom.activities.worker.Workers;
import dev.darkroom.infra.bench.bare.hop.HopRoute;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;

/** Workers as the product has them: one for each queue, with the same options and the same configuration. */
final class BareWorkers {

    private BareWorkers() {}

    static WorkerFactory start(WorkflowClient client, WorkerConfig config, HopRoute hops) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        BareActivitiesImpl steps = new BareActivitiesImpl();
        Worker jobs = factory.newWorker(BareQueues.JOBS, Workers.jobOptions(config));
        jobs.registerWorkflowImplementationTypes(BareWorkflowImpl.class);
        jobs.registerActivitiesImplementations(steps);
        factory.newWorker(BareQueues.PROVIDER, Workers.activityOptions(config, config.providerSlots()))
                .registerActivitiesImplementations(steps);
        factory.newWorker(BareQueues.ARTIFACTS, Workers.activityOptions(config, config.artifactSlots()))
                .registerActivitiesImplementations(steps);
        hops.register(factory, Workers.jobOptions(config), Workers.activityOptions(config, config.providerSlots()));
        factory.start();
        return factory;
    }
}
