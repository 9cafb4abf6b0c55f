package dev.darkroom.api.core;

import dev.darkroom.activities.job.WorkflowFate;
import dev.darkroom.activities.webhook.delivery.DeliveryFate;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the workflows of accepted jobs, and tells them of a cancel, after the caller was answered. What is not done
 * here, for whatever reason, is done by the sweep.
 */
@Singleton
public final class JobLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(JobLauncher.class);

    private final WorkflowFate fate;
    private final DeliveryFate deliveries;
    private final Semaphore free;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    JobLauncher(WorkflowFate fate, DeliveryFate deliveries, GenerationsConfig config) {
        this.fate = fate;
        this.deliveries = deliveries;
        free = new Semaphore(config.startsAtOnce());
    }

    /** Starts a job's workflow soon, or not at all. It never waits and never throws. */
    void launch(WorkflowFate.StartCard card) {
        soon(card.job().text(), () -> fate.start(card) != WorkflowFate.Start.NO_ANSWER);
    }

    /** Tells a job's workflow soon that it is canceled, or not at all. It never waits and never throws. */
    void cancel(JobId job) {
        soon(job.text(), () -> fate.cancel(job));
    }

    /**
     * Has an event be delivered soon, or not at all. It never waits and never throws.
     *
     * @param tenant the tenant's name
     */
    public void deliver(Notice notice, String tenant) {
        soon(notice.workflowId(), () -> deliveries.start(notice, tenant) != WorkflowFate.Start.NO_ANSWER);
    }

    /** Lets what is under way finish. */
    @PreDestroy
    void close() {
        executor.close();
    }

    private void soon(String workflow, BooleanSupplier request) {
        if (!free.tryAcquire()) {
            LOG.debug("workflow {} is left to the sweep", workflow);
            return;
        }
        try {
            executor.execute(() -> ask(workflow, request));
        } catch (RejectedExecutionException e) {
            free.release();
        }
    }

    private void ask(String workflow, BooleanSupplier request) {
        try {
            if (!request.getAsBoolean()) {
                LOG.info("Temporal did not answer; workflow {} is left to the sweep", workflow);
            }
        } finally {
            free.release();
        }
    }
}
