package dev.darkroom.activities.lease;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many jobs run. A job that is RUNNING by an intent holds a lease of its tenant and one of the provider that it is
 * at. Leases are taken and given back in the transactions that change the job's row, after that change: its condition
 * is met once, so each lease is taken once and given back once, whoever does it. The tenant comes before the provider in
 * every transaction, so that none waits for another in a circle, and so that a provider, for which the jobs of all
 * tenants wait, is locked for the shortest time.
 */
@Singleton
public final class Leases {

    private static final int QUEUE_COUNTED_MAX = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Transactions transactions;
    private final CapacityRepository capacity;
    private final LeaseConfig config;

    Leases(Transactions transactions, CapacityRepository capacity, LeaseConfig config) {
        this.transactions = transactions;
        this.capacity = capacity;
        this.config = config;
    }

    /** Takes both leases of a job. Where it says false one may be taken, so the transaction has to be rolled back. */
    public boolean take(TenantId tenant, ProviderId provider) {
        return capacity.takeOfTenant(name(tenant), tenant.text()) == 1 && take(provider);
    }

    /**
     * Gives back the lease of a provider that did not take the job, and takes one of the next; the tenant's is kept.
     * Where it says false the transaction has to be rolled back. Of two providers the first by name comes first.
     *
     * @param from null where none is held
     */
    public boolean move(@Nullable String from, ProviderId to) {
        if (from == null || from.compareTo(to.value()) <= 0) {
            giveBack(from);
            return take(to);
        }
        boolean taken = take(to);
        giveBack(from);
        return taken;
    }

    private boolean take(ProviderId provider) {
        String name = name(provider.value());
        return capacity.take(name, config.leasesOfProvider()) == 1 || capacity.takeFirst(name) == 1;
    }

    /**
     * Gives back what a job held that was RUNNING and has ended.
     *
     * @param provider where it was at the end; null where it was between two providers
     */
    public void giveBack(TenantId tenant, @Nullable String provider) {
        capacity.giveBack(name(tenant));
        giveBack(provider);
    }

    /** Gives back the lease of a provider that does not have the job; nothing for null. */
    public void giveBack(@Nullable String provider) {
        if (provider != null) {
            capacity.giveBack(name(provider));
        }
    }

    /** The jobs of the tenant that wait for a lease. */
    public LeaseQueue queue(TenantId tenant) {
        return transactions.read(() -> capacity.queue(tenant.text(), QUEUE_COUNTED_MAX));
    }

    /**
     * Counts again where the rows of jobs say something else than what is counted: a worker of a release before leases
     * takes none and gives none back. Who changes a lease waits for the count, and who has changed one is counted, so
     * nothing is counted wrong while jobs go on.
     *
     * @return how many tenants and providers were miscounted
     */
    public int countAgain() {
        List<String> miscounted = transactions.read(capacity::miscounted);
        for (String name : miscounted) {
            transactions.write(scope -> {
                capacity.lock(name);
                return capacity.countAgain(name);
            });
        }
        if (!miscounted.isEmpty()) {
            LOG.warn("leases were counted again: {}", miscounted);
        }
        return miscounted.size();
    }

    private static String name(TenantId tenant) {
        return "tenant:" + tenant.text();
    }

    private static String name(String provider) {
        return "provider:" + provider;
    }
}
