package dev.darkroom.api.admin.switches;

import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Switches;
import dev.darkroom.workflows.domain.job.ModelId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The switches, read in one statement at most every two seconds and only while somebody asks: with the time that a
 * slow read takes, a change is known everywhere within five.
 */
@Singleton
public final class SwitchTable implements Switches {

    /** The most characters of a reason. */
    public static final int REASON_MAX = 200;

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final SwitchRepository repository;
    private final Catalogue catalogue;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    private record Known(List<SwitchRow> rows, long readAt) {
        boolean isFresh() {
            return System.nanoTime() - readAt < FRESH.toNanos();
        }
    }

    SwitchTable(Transactions transactions, SwitchRepository repository, Catalogue catalogue) {
        this.transactions = transactions;
        this.repository = repository;
        this.catalogue = catalogue;
    }

    @Override
    public boolean isOff(String surface, ModelId model) {
        return rows().stream().anyMatch(row -> row.covers(surface, model.value()));
    }

    /** The surfaces that can be switched off, all of them at once included. */
    public List<String> surfaces() {
        return Stream.concat(Stream.of(SwitchRow.ANY), catalogue.surfaces().stream())
                .toList();
    }

    /** Whether that is a model of the catalogue by its own id, or all of them. */
    public boolean knows(String model) {
        return model.equals(SwitchRow.ANY) || catalogue.has(model);
    }

    /** Switches something off, or gives another reason for it. It holds everywhere within five seconds. */
    public void off(String surface, String model, String reason) {
        if (!surfaces().contains(surface)) {
            throw new IllegalArgumentException("a surface is one of " + String.join(", ", surfaces()));
        }
        if (!knows(model)) {
            throw new IllegalArgumentException("a model is the id of one in the catalogue, or " + SwitchRow.ANY);
        }
        if (reason.codePointCount(0, reason.length()) > REASON_MAX) {
            throw new IllegalArgumentException("a reason has at most %d characters".formatted(REASON_MAX));
        }
        transactions.write(scope -> repository.put(surface, model, reason));
        known.set(null);
    }

    /** Switches something on again. False where it was not off under just these names. */
    public boolean on(String surface, String model) {
        boolean was = all().stream().anyMatch(row -> row.isOf(surface, model))
                && transactions.write(scope -> repository.remove(surface, model)) == 1;
        known.set(null);
        return was;
    }

    /** All that is off. */
    public List<SwitchRow> all() {
        return transactions.read(repository::all);
    }

    private List<SwitchRow> rows() {
        Known last = known.get();
        if (last != null && last.isFresh()) {
            return last.rows();
        }
        // Whoever comes while one reads is answered with what was known.
        if (last != null && !known.compareAndSet(last, new Known(last.rows(), System.nanoTime()))) {
            return last.rows();
        }
        return read(last);
    }

    private List<SwitchRow> read(@Nullable Known last) {
        try {
            Known read = new Known(all(), System.nanoTime());
            known.set(read);
            return read.rows();
        } catch (DatabaseException e) {
            // What was known is good enough; whether the database is there is found out by the insert of the job.
            if (last == null) {
                throw e;
            }
            return last.rows();
        }
    }
}
