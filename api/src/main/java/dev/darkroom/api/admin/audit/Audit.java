package dev.darkroom.api.admin.audit;

import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.IdempotencyKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes down what is done, in the transaction that does it: neither is there without the other. */
@Singleton
public final class Audit {

    private final Transactions transactions;
    private final AuditRepository repository;

    Audit(Transactions transactions, AuditRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /** Does something that nobody repeats: a command. What it throws takes all of it back. */
    public <T> T noted(Act act, Supplier<T> work) {
        return transactions.write(scope -> {
            repository.append(act.actor(), act.kind().word(), act.subject(), act.detail(), null, null);
            return work.get();
        });
    }

    /**
     * Does something that a request asks for, once under its key. The line is written first: equal requests at once wait
     * for it, and then find it answered.
     *
     * @param fingerprint what tells the request from another under the same key
     * @param work what is done, inside the transaction; where it refuses, all of it is taken back
     */
    public Outcome once(Act act, IdempotencyKey key, String fingerprint, Supplier<Outcome> work) {
        Optional<Outcome> before = before(act.actor(), key, fingerprint);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return transactions.write(scope -> written(act, key, fingerprint, work, scope));
        } catch (DuplicateKeyException e) {
            return before(act.actor(), key, fingerprint).orElseThrow(() -> e);
        }
    }

    /** The log, newest line first, from before a line on. */
    public List<AuditLine> page(long before, int limit) {
        return transactions.read(() -> repository.page(before, limit));
    }

    private Outcome written(
            Act act, IdempotencyKey key, String fingerprint, Supplier<Outcome> work, Transactions.Scope scope) {
        repository.append(act.actor(), act.kind().word(), act.subject(), act.detail(), key.value(), fingerprint);
        Outcome outcome = work.get();
        switch (outcome) {
            case Outcome.Done done -> repository.answer(act.actor(), key.value(), done.status(), done.kept());
            case Outcome.DoneBefore _, Outcome.Refused _ -> scope.rollBack();
        }
        return outcome;
    }

    private Optional<Outcome> before(String actor, IdempotencyKey key, String fingerprint) {
        return transactions
                .read(() -> repository.findByActorAndRequestKey(actor, key.value()))
                .map(row -> fingerprint.equals(row.fingerprint())
                        ? new Outcome.DoneBefore(
                                Objects.requireNonNull(row.answerStatus()), Objects.requireNonNull(row.answer()))
                        : new Outcome.Refused(new ApiFailure.KeyReused(null)));
    }
}
