package dev.darkroom.api.core;

import dev.darkroom.activities.job.WorkflowFate;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the workflows of accepted jobs, after their caller was answered. A start that is not made here, for whatever
 * reason, is made by the sweep.
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
        if (!free.tryAcquire()) {
            LOG.debug("job {} is left to the sweep", card.job());
            return;
        }
        try {
            executor.execute(() -> start(card));
        } catch (RejectedExecutionException e) {
            free.release();
        }
    }

    /** Lets the starts that are under way finish. */
    @PreDestroy
    void close() {
        executor.close();
    }

    private void start(WorkflowFate.StartCard card) {
        try {
            if (fate.start(card) == WorkflowFate.Start.NO_ANSWER) {
                LOG.info("Temporal did not answer; job {} is left to the sweep", card.job());
            }
        } finally {
            free.release();
        }
    }
}
