package dev.darkroom.activities.reconcile;

import dev.darkroom.activities.lease.Leases;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.repair.Found;
import dev.darkroom.activities.repair.Remedy;
import dev.darkroom.activities.webhook.ForgottenDelivery;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.activities.webhook.delivery.DeliverySweep;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * One look at everything that has not ended, however old it is: what an operator runs after a restore, or to see whether
 * anything is left. It may run beside workers.
 */
@Singleton
public final class Reconciliation {

    private static final int PAGE = 200;
    private static final int LOOKS_MAX = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(6);

    private final Transactions transactions;
    private final SweepRepository sweeps;
    private final Reconciler reconciler;
    private final WebhookDeliveries deliveries;
    private final DeliverySweep deliverySweep;
    private final Leases leases;

    Reconciliation(
            Transactions transactions,
            SweepRepository sweeps,
            Reconciler reconciler,
            WebhookDeliveries deliveries,
            DeliverySweep deliverySweep,
            Leases leases) {
        this.transactions = transactions;
        this.sweeps = sweeps;
        this.reconciler = reconciler;
        this.deliveries = deliveries;
        this.deliverySweep = deliverySweep;
        this.leases = leases;
    }

    /** Says what would be done about each thing that is not as it should be, and about what Temporal says nothing of. */
    public void look(Consumer<Found> each) {
        boolean _ = pass(false, each);
    }

    /**
     * Puts right what is wrong. What was seen closed only now is looked at again until five seconds have passed.
     *
     * @param each gets what was found, once for every look at it
     */
    public void apply(Consumer<Found> each) throws InterruptedException {
        leases.countAgain();
        boolean waits = pass(true, each);
        for (int look = 1; waits && look < LOOKS_MAX; look++) {
            Thread.sleep(BETWEEN_LOOKS);
            waits = pass(true, each);
        }
    }

    /** Whether something waits for another look. */
    private boolean pass(boolean mends, Consumer<Found> each) {
        boolean waits = false;
        for (String after = ""; ; ) {
            String from = after;
            List<DueJob> page = transactions.read(() -> sweeps.open(from, PAGE));
            Collection<Finding> findings = reconciler.reconcile(page, mends);
            waits |= tell(findings.stream().map(Finding::found).toList(), each);
            if (page.size() < PAGE) {
                break;
            }
            after = page.getLast().id();
        }
        for (String after = ""; ; ) {
            List<ForgottenDelivery> page = deliveries.open(after, PAGE);
            waits |= tell(deliverySweep.reconcile(page, mends), each);
            if (page.size() < PAGE) {
                return waits;
            }
            after = page.getLast().id();
        }
    }

    private static boolean tell(Collection<Found> findings, Consumer<Found> each) {
        List<Found> telling = new ArrayList<>(findings);
        telling.removeIf(found -> found.remedy() == Remedy.LEAVE);
        telling.forEach(each);
        return telling.stream().anyMatch(found -> found.remedy() == Remedy.WAIT);
    }
}
