package dev.darkroom.api.security;

import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Transactions;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When keys were last used. A request only leaves its key's id in memory; half a minute after the first of them one
 * statement writes the time for all, and one more when the process stops. Nothing is written while nobody calls.
 */
@Singleton
final class LastUse {

    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
    private static final Duration LATE_MAX = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final ApiKeyRepository repository;
    private final Executor later;
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean planned = new AtomicBoolean();

    LastUse(
            Transactions transactions,
            ApiKeyRepository repository,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.transactions = transactions;
        this.repository = repository;
        later = CompletableFuture.delayedExecutor(LATE_MAX.toSeconds(), TimeUnit.SECONDS, blocking);
    }

    /** Notes that a key is used now. It never waits and never throws. */
    void note(String keyId) {
        used.add(keyId);
        if (!planned.get() && planned.compareAndSet(false, true)) {
            later.execute(this::flush);
        }
    }

    /** Writes what was noted. What cannot be written now is written with the next. */
    @PreDestroy
    void flush() {
        planned.set(false);
        List<String> ids = List.copyOf(used);
        ids.forEach(used::remove);
        if (ids.isEmpty()) {
            return;
        }
        try {
            transactions.write(scope -> repository.used(ids, Instant.now()));
        } catch (DatabaseException e) {
            used.addAll(ids);
            LOG.warn("the last use of {} keys is written later: {}", ids.size(), e.getMessage());
        }
    }
}
