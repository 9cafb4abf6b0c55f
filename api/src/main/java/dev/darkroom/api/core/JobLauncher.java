package dev.darkroom.api.core;

import dev.darkroom.activities.job.WorkflowFate;
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
    private final Semaphore free;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    JobLauncher(WorkflowFate fate, GenerationsConfig config) {
        this.fate = fate;
        free = new Semaphore(config.startsAtOnce());
    }

    /** Starts a job's workflow soon, or not at all. It never waits and never throws. */
    void launch(WorkflowFate.StartCard card) {
        soon(card.job(), () -> fate.start(card) != WorkflowFate.Start.NO_ANSWER);
    }

    /** Tells a job's workflow soon that it is canceled, or not at all. It never waits and never throws. */
    void cancel(JobId job) {
        soon(job, () -> fate.cancel(job));
    }

    /** Lets what is under way finish. */
    @PreDestroy
    void close() {
        executor.close();
    }

    private void soon(JobId job, BooleanSupplier request) {
        if (!free.tryAcquire()) {
            LOG.debug("job {} is left to the sweep", job);
            return;
        }
        try {
            executor.execute(() -> ask(job, request));
        } catch (RejectedExecutionException e) {
            free.release();
        }
    }

    private void ask(JobId job, BooleanSupplier request) {
        try {
            if (!request.getAsBoolean()) {
                LOG.info("Temporal did not answer; job {} is left to the sweep", job);
            }
        } finally {
            free.release();
        }
    }
}
