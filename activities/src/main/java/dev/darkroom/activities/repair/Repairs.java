package dev.darkroom.activities.repair;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.JobId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what was put right: for good in the database, and for whoever watches in the log and in a metric. */
@Singleton
public final class Repairs {

    private static final String ACTOR = "reconciler";
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final Transactions transactions;
    private final RepairRepository repository;
    private final MeterRegistry meters;

    Repairs(Transactions transactions, RepairRepository repository, MeterRegistry meters) {
        this.transactions = transactions;
        this.repository = repository;
        this.meters = meters;
        Arrays.stream(Repair.Kind.values()).forEach(this::counter);
    }

    private Counter counter(Repair.Kind kind) {
        return Counter.builder("darkroom.repairs")
                .description("What was put right without the workflow whose work it was")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    /** Writes a repair into the journal, inside the transaction that makes it. */
    public void journal(Repair repair) {
        String job = repair.job() == null ? null : repair.job().text();
        repository.add(repair.kind(), repair.subject(), job, repair.reason(), ACTOR);
    }

    /** Tells of a repair that is in the journal, once its transaction is committed. */
    public void tell(Repair repair) {
        counter(repair.kind()).increment();
        LOG.warn("{} {}: {}", repair.kind(), repair.subject(), repair.reason());
    }

    /** Both, for a repair that was made outside the database. */
    public void note(Repair repair) {
        transactions.write(scope -> {
            journal(repair);
            return repair;
        });
        tell(repair);
    }

    /** What was put right of a job, in the order of time. */
    public List<RepairRow> of(JobId job) {
        return transactions.read(() -> repository.ofJob(job.text()));
    }
}
