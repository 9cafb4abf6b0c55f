package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.webhook.Subscriber;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of how far jobs are, beside the waiting for them, which it never holds up. Nothing of it is durable: what a
 * destination does not take at once is not told again, and while it is told, what comes meanwhile is left out.
 */
@Singleton
public final class ProgressTelling {

    // An endpoint that was disabled or rotated meanwhile is known to be so after this.
    private static final Duration ASK_EVERY = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(ProgressTelling.class);

    private final WebhookDeliveries deliveries;
    private final Jobs jobs;
    private final OneAttempt attempts;

    ProgressTelling(WebhookDeliveries deliveries, Jobs jobs, OneAttempt attempts) {
        this.deliveries = deliveries;
        this.jobs = jobs;
        this.attempts = attempts;
    }

    /** The telling of one job. It is to be closed before the job can end. */
    public Teller of(JobRow job) {
        return new Teller(job);
    }

    /** One job's. Who wants to know is asked when there is something to tell, and again now and then. */
    public final class Teller implements AutoCloseable {

        private final JobRow job;
        private final List<Thread> telling = new ArrayList<>();
        private final HangUp hangUp = new HangUp();
        private @Nullable List<Subscriber> subscribers;
        private long askedAt;

        private Teller(JobRow job) {
            this.job = job;
        }

        /** Tells everybody who wants to know, soon, unless the last time is not over yet. */
        public void tell(int percent) {
            telling.removeIf(thread -> !thread.isAlive());
            if (!telling.isEmpty()) {
                return;
            }
            for (Subscriber subscriber : subscribers()) {
                telling.add(Thread.ofVirtual()
                        .name("webhook-progress")
                        .uncaughtExceptionHandler((_, thrown) -> LOG.error("progress could not be told", thrown))
                        .start(() -> tell(subscriber, percent)));
            }
        }

        /** A database that is away costs the telling, and nothing else. */
        private List<Subscriber> subscribers() {
            if (subscribers != null && System.nanoTime() - askedAt < ASK_EVERY.toNanos()) {
                return subscribers;
            }
            try {
                askedAt = System.nanoTime();
                JobId asker = Objects.requireNonNullElse(job.payer(), job.jobId());
                List<Subscriber> found = deliveries.subscribers(job.tenant(), asker, WebhookEventKind.PROGRESSED);
                subscribers = found;
                return found;
            } catch (DatabaseException e) {
                LOG.debug("who wants to know of job {} is asked again", job.id());
                return List.of();
            }
        }

        private void tell(Subscriber subscriber, int percent) {
            try {
                jobs.find(job.jobId())
                        .filter(row -> row.state() == JobState.RUNNING)
                        .ifPresent(row -> attempts.progress(row, subscriber, percent, hangUp));
            } catch (DatabaseException e) {
                LOG.debug("the progress of job {} is not told, or not logged: {}", job.id(), e.getMessage());
            }
        }

        /** Hangs up on whoever is being told: nothing of progress may arrive after the end. */
        @Override
        public void close() {
            hangUp.now();
            try {
                for (Thread thread : telling) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
