package dev.darkroom.api.admin;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.artifact.upload.UploadDrafts;
import dev.darkroom.activities.job.Removals;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.webhook.WebhookEndpoints;
import dev.darkroom.activities.webhook.WebhookSecrets;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may use this installation. */
@Singleton
public final class Tenants {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String FIRST_GRANT = "first-grant";

    private final Transactions transactions;
    private final TenantRepository repository;
    private final Tiers tiers;
    private final ApiKeys keys;
    private final Ledger ledger;
    private final Removals removals;
    private final UploadDrafts uploads;
    private final WebhookSecrets secrets;
    private final WebhookEndpoints endpoints;

    Tenants(
            Transactions transactions,
            TenantRepository repository,
            Tiers tiers,
            ApiKeys keys,
            Ledger ledger,
            Removals removals,
            UploadDrafts uploads,
            WebhookSecrets secrets,
            WebhookEndpoints endpoints) {
        this.transactions = transactions;
        this.repository = repository;
        this.tiers = tiers;
        this.keys = keys;
        this.ledger = ledger;
        this.removals = removals;
        this.uploads = uploads;
        this.secrets = secrets;
        this.endpoints = endpoints;
    }

    /**
     * A tenant that was just made.
     *
     * @param key its first API key, shown this once
     * @param webhookSecret signs what is delivered to URLs in its requests, shown this once
     */
    public record Added(TenantId id, String name, String key, String webhookSecret) {
        /** Keeps the secrets out of logs. */
        @Override
        public String toString() {
            return "Added[%s]".formatted(name);
        }
    }

    /** What cannot be done for a tenant. Its text is for the operator. */
    public static final class RefusedException extends RuntimeException {

        private final String field;

        RefusedException(String field, String message) {
            super(message);
            this.field = field;
        }

        /** Of what it is: {@code name} or {@code tier}. */
        public String field() {
            return field;
        }
    }

    /**
     * A tenant that was just made, without a key and without a wallet.
     *
     * @param webhookSecret shown this once
     */
    public record Created(TenantRow row, String webhookSecret) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Created[%s]".formatted(row.name());
        }
    }

    /** Makes a tenant of the tier that everybody gets, with one key and credit. */
    public Added add(String name, MicroUsd credit) {
        return add(name, Tier.STANDARD, credit);
    }

    /**
     * Makes a tenant with one key that may do all but administer.
     *
     * @param credit for its wallet; with zero it has none
     * @throws RefusedException where the name is malformed or taken, or where there is no such tier
     */
    public Added add(String name, String tier, MicroUsd credit) {
        return transactions.write(scope -> {
            Created made = create(name, tier);
            TenantId id = TenantId.of(made.row().id());
            if (!credit.isZero()) {
                ledger.grant(id, credit, "first credit", FIRST_GRANT);
            }
            return new Added(id, name, keys.create(id, Scope.ofTenants()).secret(), made.webhookSecret());
        });
    }

    /**
     * Makes a tenant.
     *
     * @throws RefusedException where the name is malformed or taken, or where there is no such tier
     */
    public Created create(String name, String tier) {
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException(
                    "name", "a tenant's name has lower-case letters, digits and hyphens, at most 63");
        }
        requireTier(tier);
        if (transactions.read(() -> repository.findByName(name)).isPresent()) {
            throw new RefusedException("name", "there is a tenant of that name");
        }
        String secret = secrets.make();
        TenantRow row = new TenantRow(
                UuidCreator.getTimeOrderedEpoch().toString(),
                name,
                secrets.seal(secret),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                tier,
                true,
                null,
                null,
                null);
        return new Created(transactions.write(scope -> repository.save(row)), secret);
    }

    /**
     * Moves a tenant to another tier. Its limits hold everywhere within five seconds.
     *
     * @throws RefusedException where there is no such tier
     */
    public void move(TenantRow tenant, String tier) {
        requireTier(tier);
        transactions.write(scope -> repository.setTier(tenant.id(), tier));
    }

    /** Lets a tenant's requests hand parameters to a provider by the provider's own names, or not any more. */
    public void letPassInput(TenantRow tenant, boolean allowed) {
        transactions.write(scope -> repository.setProviderInput(tenant.id(), allowed));
    }

    /**
     * Sets how long a tenant's images and texts are kept, and how much of them.
     *
     * @param retentionDays null for the installation's own
     * @param storageQuota bytes; null for the installation's own
     */
    public void keep(TenantRow tenant, @Nullable Integer retentionDays, @Nullable Long storageQuota) {
        transactions.write(scope -> repository.setKeeping(tenant.id(), retentionDays, storageQuota));
    }

    /**
     * Has all that a tenant has stored be removed: its keys end at once, its images and the texts of its jobs go by the
     * rounds of {@link dev.darkroom.activities.artifact.retention.Retention}. Its jobs and its ledger stay.
     *
     * @throws RefusedException where a job of it has not ended
     */
    public void erase(TenantRow tenant) {
        TenantId id = TenantId.of(tenant.id());
        transactions.write(scope -> {
            keys.revokeAll(id);
            if (removals.hasUnended(id)) {
                throw new RefusedException("tenant", "it has tasks that have not ended");
            }
            uploads.expireAll(id);
            endpoints.erase(id);
            return repository.erase(tenant.id());
        });
    }

    private void requireTier(String tier) {
        if (tiers.find(tier).isEmpty()) {
            throw new RefusedException("tier", "there is no tier of that name");
        }
    }

    /** A tenant by its name or its id. */
    public Optional<TenantRow> find(String nameOrId) {
        if (!NAME.matcher(nameOrId).matches()) {
            return Optional.empty();
        }
        return transactions.read(() -> repository.findByName(nameOrId).or(() -> repository.findById(nameOrId)));
    }

    /**
     * Some of them, by name.
     *
     * @param after the name after which they begin; empty for the first
     */
    public List<TenantRow> page(String after, int limit) {
        return transactions.read(() -> repository.page(after, limit));
    }
}
