package dev.darkroom.activities.worker;

import dev.darkroom.activities.activity.ArtifactActivitiesImpl;
import dev.darkroom.activities.activity.ChainActivitiesImpl;
import dev.darkroom.activities.activity.CreditActivitiesImpl;
import dev.darkroom.activities.activity.ProviderActivitiesImpl;
import dev.darkroom.activities.activity.SourceActivitiesImpl;
import dev.darkroom.activities.activity.WebhookActivitiesImpl;
import dev.darkroom.activities.generation.AwaitStep;
import dev.darkroom.activities.generation.CancelStep;
import dev.darkroom.activities.generation.IngestStep;
import dev.darkroom.activities.generation.SourceStep;
import dev.darkroom.activities.generation.StoreStep;
import dev.darkroom.activities.generation.SubmitStep;
import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.Previews;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.webhook.delivery.DeliverStep;
import dev.darkroom.activities.webhook.delivery.WebhookConfig;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.workflow.EditChainWorkflowImpl;
import dev.darkroom.workflows.workflow.ImageGenerationWorkflowImpl;
import dev.darkroom.workflows.workflow.WebhookDeliveryWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What runs on which task queue: an explicit list. */
@Singleton
public final class Workers {

    // A workflow whose last worker died is offered to the others after so long.
    private static final Duration STICKY = Duration.ofSeconds(1);
    // On few cores a workflow's thread may wait for its turn longer than the second that the SDK allows by default.
    private static final long DEADLOCK_MILLIS = 5000;

    // One that waits for other jobs costs a virtual thread and a place in a list.
    private static final int SOURCE_SLOTS = 5000;

    private final WorkerConfig config;
    private final ProviderCatalog providers;
    private final CreditActivitiesImpl credits;
    private final ChainActivitiesImpl chains;
    private final ProviderActivitiesImpl provider;
    private final ArtifactActivitiesImpl artifacts;
    private final SourceActivitiesImpl sources;
    private final WebhookActivitiesImpl webhooks;
    private final int webhookSlots;

    Workers(
            WorkerConfig config,
            ProviderCatalog providers,
            Charging charging,
            JobInputs inputs,
            Chains books,
            Settlements settlements,
            Previews previews,
            SourceStep waits,
            IngestStep ingests,
            SubmitStep submits,
            AwaitStep awaits,
            CancelStep cancels,
            StoreStep stores,
            DeliverStep delivers,
            WebhookConfig webhookConfig) {
        this.config = config;
        this.providers = providers;
        credits = new CreditActivitiesImpl(charging, inputs, settlements, previews, config.timeouts());
        chains = new ChainActivitiesImpl(charging, books, config.timeouts());
        provider = new ProviderActivitiesImpl(submits, awaits, cancels, config.timeouts());
        artifacts = new ArtifactActivitiesImpl(ingests, stores);
        sources = new SourceActivitiesImpl(waits);
        webhooks = new WebhookActivitiesImpl(delivers);
        webhookSlots = webhookConfig.slots();
    }

    /** Workers for every queue, not started yet. */
    public WorkerFactory create(WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        Worker jobs = factory.newWorker(TaskQueues.JOBS, jobOptions(config));
        jobs.registerWorkflowImplementationTypes(ImageGenerationWorkflowImpl.class, EditChainWorkflowImpl.class);
        jobs.registerActivitiesImplementations(credits, chains);
        for (ImageProvider upstream : providers.all()) {
            factory.newWorker(TaskQueues.provider(upstream.id()), activityOptions(config, config.providerSlots()))
                    .registerActivitiesImplementations(provider);
        }
        factory.newWorker(TaskQueues.ARTIFACTS, activityOptions(config, config.artifactSlots()))
                .registerActivitiesImplementations(artifacts);
        factory.newWorker(TaskQueues.SOURCES, activityOptions(config, SOURCE_SLOTS))
                .registerActivitiesImplementations(sources);
        Worker deliveries = factory.newWorker(TaskQueues.WEBHOOKS, deliveryOptions());
        deliveries.registerWorkflowImplementationTypes(WebhookDeliveryWorkflowImpl.class);
        deliveries.registerActivitiesImplementations(webhooks);
        return factory;
    }

    private WorkerOptions deliveryOptions() {
        return WorkerOptions.newBuilder(jobOptions(config))
                .setMaxConcurrentActivityExecutionSize(webhookSlots)
                .build();
    }

    /** Of the workers that run workflows and move money. */
    public static WorkerOptions jobOptions(WorkerConfig config) {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setStickyQueueScheduleToStartTimeout(STICKY)
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                .setMaxConcurrentWorkflowTaskExecutionSize(config.workflowSlots())
                .build();
    }

    /**
     * Of the workers that run the other activities.
     *
     * @param slots how many at once
     */
    public static WorkerOptions activityOptions(WorkerConfig config, int slots) {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxConcurrentActivityExecutionSize(slots)
                .setMaxHeartbeatThrottleInterval(config.heartbeatThrottle())
                .build();
    }
}
