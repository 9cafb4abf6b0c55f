package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads jobs. */
@Singleton
public final class Jobs {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final JobEventRepository events;

    Jobs(Transactions transactions, JobRepository jobs, JobEventRepository events) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.events = events;
    }

    /**
     * Which jobs of a tenant.
     *
     * @param states one or more
     * @param since inclusive
     * @param until exclusive
     * @param beforeAt only jobs older than this, or as old with a smaller id than {@code beforeId}
     * @param limit how many at the most
     * @param roles what they are to a chain, one or more
     * @param parent the chain of which they are steps; null for any
     */
    public record Query(
            List<JobState> states,
            Instant since,
            Instant until,
            @Nullable String model,
            Instant beforeAt,
            String beforeId,
            int limit,
            List<ChainColumns.Role> roles,
            @Nullable String parent) {
        public Query {
            roles = List.copyOf(roles);
            states = List.copyOf(states);
        }
    }

    public Optional<JobRow> find(JobId job) {
        return transactions.read(() -> jobs.findById(job.text()));
    }

    /** A job of that tenant; another's is as absent as one that never was. */
    public Optional<JobRow> find(TenantId tenant, JobId job) {
        return transactions.read(() -> jobs.findByIdAndTenantId(job.text(), tenant.text()));
    }

    /** Newest first. */
    public List<JobRow> list(TenantId tenant, Query query) {
        return transactions.read(() -> jobs.list(
                tenant.text(),
                query.states(),
                query.since(),
                query.until(),
                query.model(),
                query.beforeAt(),
                query.beforeId(),
                query.limit(),
                query.roles(),
                query.parent()));
    }

    /**
     * The newest job that a key of the tenant made of the same request.
     *
     * @param since inclusive
     */
    public Optional<JobRow> newest(TenantId tenant, String keyId, String fingerprint, Instant since) {
        return transactions.read(() -> jobs.findNewest(tenant.text(), since, keyId, fingerprint));
    }

    /** Where these jobs are now, in one statement. */
    public List<JobPulse> pulses(List<String> ids) {
        return ids.isEmpty() ? List.of() : transactions.read(() -> jobs.pulses(ids));
    }

    /** How many jobs of all tenants wait for a provider. */
    public int countWaiting(int most) {
        return transactions.read(() -> jobs.countWaiting(most));
    }

    /** The job's log, oldest first. */
    public List<JobEventRow> events(JobId job) {
        return transactions.read(() -> events.ofJob(job.text()));
    }

    /**
     * The log of a job of that tenant, oldest first; empty where there is no such job.
     *
     * @param createdAt where given, only of a job that was created then
     */
    public List<JobEventRow> events(TenantId tenant, JobId job, @Nullable Instant createdAt) {
        return transactions.read(() -> events.ofJob(job.text(), tenant.text(), createdAt));
    }

    /**
     * The newer lines of the logs of these jobs, in one statement, by their seq.
     *
     * @param after only lines with a greater seq
     */
    public List<JobEventRow> events(List<String> ids, int after) {
        return ids.isEmpty() ? List.of() : transactions.read(() -> events.ofJobs(ids, after));
    }
}
