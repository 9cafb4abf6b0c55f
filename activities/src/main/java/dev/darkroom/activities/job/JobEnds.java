package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.domain.job.JobId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when jobs have ended. However many wait in a process, the database is asked twice a second, in one statement for
 * all of them, and not at all while nobody waits.
 */
@Singleton
public final class JobEnds {

    private static final Duration ROUND = Duration.ofMillis(500);
    private static final int JOBS_PER_STATEMENT = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(JobEnds.class);

    private final Jobs jobs;
    private final Map<String, Set<Ticket>> waiting = new HashMap<>();
    private boolean looking;

    JobEnds(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Begins to wait until any of these jobs has ended. To be closed. */
    public Ticket anyEnd(List<JobId> watched) {
        Ticket ticket = new Ticket(watched.stream().map(JobId::text).toList());
        synchronized (waiting) {
            ticket.ids.forEach(
                    id -> waiting.computeIfAbsent(id, key -> new HashSet<>()).add(ticket));
            if (!looking) {
                looking = true;
                Thread.ofVirtual().name("job-ends").start(this::look);
            }
        }
        return ticket;
    }

    /** A wait that goes on until it is closed. */
    public final class Ticket implements AutoCloseable {

        private final List<String> ids;
        private final CountDownLatch ended = new CountDownLatch(1);

        private Ticket(List<String> ids) {
            this.ids = ids;
        }

        /** Whether one of the jobs has ended, as far as is known after so long. */
        public boolean await(Duration most) {
            try {
                return ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", e);
            }
        }

        @Override
        public void close() {
            synchronized (waiting) {
                for (String id : ids) {
                    Set<Ticket> tickets = waiting.get(id);
                    if (tickets != null && tickets.remove(this) && tickets.isEmpty()) {
                        waiting.remove(id);
                    }
                }
            }
        }
    }

    private void look() {
        try {
            for (List<String> ids = watched(); !ids.isEmpty(); ids = watched()) {
                for (int from = 0; from < ids.size(); from += JOBS_PER_STATEMENT) {
                    tell(ended(ids.subList(from, Math.min(ids.size(), from + JOBS_PER_STATEMENT))));
                }
                Thread.sleep(ROUND);
            }
        } catch (InterruptedException e) {
            synchronized (waiting) {
                looking = false;
            }
            Thread.currentThread().interrupt();
        }
    }

    /** Whom to ask about; where nobody waits, this thread is not the one that looks any more. */
    private List<String> watched() {
        synchronized (waiting) {
            looking = !waiting.isEmpty();
            return List.copyOf(waiting.keySet());
        }
    }

    /** A round that fails, for whatever reason, is followed by the next: this thread is the only one that looks. */
    private Set<String> ended(List<String> ids) {
        try {
            return jobs.pulses(ids).stream()
                    .filter(pulse -> pulse.state().isTerminal())
                    .map(JobPulse::id)
                    .collect(Collectors.toSet());
        } catch (DatabaseException e) {
            LOG.debug("no answer from the database; {} jobs are waited for", ids.size());
        } catch (RuntimeException e) {
            LOG.warn("a look at {} jobs failed: {}", ids.size(), e.getClass().getSimpleName());
        }
        return Set.of();
    }

    private void tell(Set<String> ended) {
        synchronized (waiting) {
            for (String id : ended) {
                waiting.getOrDefault(id, Set.of()).forEach(ticket -> ticket.ended.countDown());
            }
        }
    }
}
