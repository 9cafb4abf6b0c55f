package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Adds up what the jobs of a tenant delivered, and what they cost. */
@Singleton
public final class JobSums {

    private final Transactions transactions;
    private final SumRepository sums;

    JobSums(Transactions transactions, SumRepository sums) {
        this.transactions = transactions;
        this.sums = sums;
    }

    /** What jobs are added up by. */
    public enum By {
        MODEL,
        /** The day of their acceptance, UTC. */
        DAY,
        KEY
    }

    /**
     * All jobs of a tenant, and those accepted on this day, UTC.
     *
     * @param images delivered
     * @param spent micro-USD charged and not refunded
     */
    @Introspected
    public record Life(long images, long imagesToday, long spent, long spentToday) {}

    /**
     * The jobs that have one thing in common.
     *
     * @param name the model's id, a day like {@code 2026-01-31}, or the visible part of a key
     * @param images delivered
     * @param charged micro-USD
     * @param refunded micro-USD
     */
    @Introspected
    public record Group(String name, long jobs, long images, long charged, long refunded) {}

    /** All jobs of a tenant. */
    public Life of(TenantId tenant) {
        return transactions.read(() -> sums.ofTenant(tenant.text()));
    }

    /**
     * The jobs of a tenant that were accepted in a span of time, by group: days from the newest, all else by name.
     *
     * @param since inclusive
     * @param until exclusive
     */
    public List<Group> groups(TenantId tenant, By by, Instant since, Instant until) {
        return transactions.read(() -> switch (by) {
            case MODEL -> sums.byModel(tenant.text(), since, until);
            case DAY -> sums.byDay(tenant.text(), since, until);
            case KEY -> sums.byKey(tenant.text(), since, until);
        });
    }
}
