package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The texts and URLs of callers in jobs, which are blanked when they have been kept long enough. */
@Singleton
public final class JobTexts {

    private static final int BATCH = 200;
    // A row may appear some moments after the time at which it says that it was created.
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Transactions transactions;
    private final RemovalRepository repository;

    JobTexts(Transactions transactions, RemovalRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /**
     * Blanks the texts of a tenant's jobs, oldest first, by batches.
     *
     * @param from no job that was created before has a text
     * @param before of which jobs: those that ended before
     * @param batchesMax how many batches
     * @return how many jobs have lost their texts
     */
    public int blank(TenantId tenant, Instant from, Instant before, int batchesMax) {
        int blanked = 0;
        boolean more = true;
        for (int batch = 0; more && batch < batchesMax; batch++) {
            List<String> ids = transactions.read(() -> repository.withTexts(tenant.text(), from, before, BATCH));
            blank(ids);
            blanked += ids.size();
            more = ids.size() == BATCH;
        }
        if (blanked > 0) {
            moveOn(tenant, from, before);
        }
        return blanked;
    }

    private void blank(List<String> ids) {
        if (!ids.isEmpty()) {
            transactions.write(scope -> {
                repository.blank(ids);
                return ids;
            });
        }
    }

    /** The next round begins where this one ended: what is blanked is not looked at for ever. */
    private void moveOn(TenantId tenant, Instant from, Instant before) {
        Instant first = transactions
                .read(() -> repository.firstWithText(tenant.text(), from))
                .orElse(before);
        Instant margin = before.minus(MARGIN);
        Instant next = first.isBefore(margin) ? first : margin;
        transactions.write(scope -> repository.setTextsFrom(tenant.text(), next));
    }
}
