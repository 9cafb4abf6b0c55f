package dev.darkroom.activities.worker;

import dev.darkroom.activities.job.Previews;
import dev.darkroom.activities.lease.Leases;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.reconcile.Reconciler;
import dev.darkroom.activities.webhook.delivery.DeliverySweep;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import io.temporal.worker.WorkerFactory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a worker: it waits for Temporal and for the search attributes, polls until it is stopped, and sweeps and
 * curates all the while.
 */
@Singleton
public final class WorkerProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int DELIVERY_BATCHES_MAX = 5;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final WorkerConfig config;
    private final Workers workers;
    private final WorkflowClient client;
    private final NamespaceSetup namespace;
    private final Reconciler reconciler;
    private final DeliverySweep deliveries;
    private final Previews previews;
    private final Leases leases;
    private final Curator curator;
    private volatile boolean stopping;
    private volatile @Nullable WorkerFactory factory;
    private volatile @Nullable Thread start;
    private volatile @Nullable Thread sweep;
    private volatile @Nullable Thread curation;

    WorkerProcess(
            WorkerConfig config,
            Workers workers,
            WorkflowClient client,
            NamespaceSetup namespace,
            Reconciler reconciler,
            DeliverySweep deliveries,
            Previews previews,
            Leases leases,
            Curator curator) {
        this.config = config;
        this.workers = workers;
        this.client = client;
        this.namespace = namespace;
        this.reconciler = reconciler;
        this.deliveries = deliveries;
        this.previews = previews;
        this.leases = leases;
        this.curator = curator;
    }

    /**
     * Starts, at once or as soon as Temporal is there.
     *
     * @param registers whether it registers missing search attributes by itself, instead of waiting for {@code migrate}
     */
    public void start(boolean registers) {
        start = Thread.ofVirtual().name("worker-start").start(() -> connect(registers));
        sweep = Thread.ofVirtual().name("sweep").start(this::sweep);
        curation = Thread.ofVirtual().name("curation").start(this::curate);
    }

    /** Whether it polls. */
    public boolean isPolling() {
        return factory != null && !stopping;
    }

    /** Takes no more work, hands over what waits, and lets the rest finish for as long as the configuration says. */
    @Override
    @PreDestroy
    public void close() {
        stopping = true;
        interrupt(start);
        interrupt(sweep);
        interrupt(curation);
        WorkerFactory running = factory;
        if (running == null) {
            return;
        }
        running.shutdown();
        running.awaitTermination(config.drain().toMillis(), TimeUnit.MILLISECONDS);
        running.shutdownNow();
    }

    private void connect(boolean registers) {
        String said = "";
        while (!stopping) {
            try {
                if (registers) {
                    namespace.registerSearchAttributes();
                }
                List<String> missing = namespace.missingSearchAttributes();
                if (missing.isEmpty()) {
                    WorkerFactory made = workers.create(client);
                    made.start();
                    factory = made;
                    LOG.info("worker polls");
                    return;
                }
                said = say(said, "search attributes are missing: " + missing + "; run the command migrate");
            } catch (TemporalAwayException
                    | StatusRuntimeException
                    | WorkflowServiceException
                    | IllegalStateException e) {
                said = say(said, "Temporal does not answer; the worker starts when it does");
            }
            pause(RETRY);
        }
    }

    private static String say(String said, String now) {
        if (!now.equals(said)) {
            LOG.warn(now);
        }
        return now;
    }

    private void sweep() {
        while (!stopping) {
            try {
                leases.countAgain();
                while (reconciler.sweep() == Reconciler.BATCH && !stopping) {
                    LOG.info("more jobs are due");
                }
                previews.sweep();
                sweepDeliveries();
            } catch (DatabaseException e) {
                LOG.warn("the sweep found no database: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the sweep failed; the next one is due in {}", config.sweepEvery(), e);
            }
            pause(config.sweepEvery());
        }
    }

    /** So many batches, and the jobs come again: no job waits for a backlog of webhooks. */
    private void sweepDeliveries() {
        for (int batch = 0; batch < DELIVERY_BATCHES_MAX && !stopping; batch++) {
            if (deliveries.sweep() < DeliverySweep.BATCH) {
                return;
            }
        }
        LOG.info("more webhooks are due");
    }

    private void curate() {
        while (!stopping) {
            curator.round();
            pause(config.sweepEvery());
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void interrupt(@Nullable Thread thread) {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
