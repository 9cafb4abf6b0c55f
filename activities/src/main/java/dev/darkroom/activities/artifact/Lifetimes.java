package dev.darkroom.activities.artifact;

import dev.darkroom.activities.ledger.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Until when artifacts are kept, unless they are used again. */
@Singleton
public final class Lifetimes {

    private final RetentionConfig config;
    private final Transactions transactions;
    private final ArtifactRepository repository;

    Lifetimes(RetentionConfig config, Transactions transactions, ArtifactRepository repository) {
        this.config = config;
        this.transactions = transactions;
        this.repository = repository;
    }

    /** When an artifact is removed if no job begins to work from it before. */
    public Instant end(ArtifactRow row) {
        if (!row.used()) {
            return row.keptSince().plus(config.retentionUploads());
        }
        int days = transactions.read(() -> repository.retentionOf(row.tenantId(), config.retentionDays()));
        return row.keptSince().plus(Duration.ofDays(days));
    }
}
