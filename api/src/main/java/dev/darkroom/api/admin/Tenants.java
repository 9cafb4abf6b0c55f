package dev.darkroom.api.admin;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.keys.MasterKeys;
import dev.darkroom.activities.keys.Seal;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may use this installation. */
@Singleton
public final class Tenants {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String SECRET_START = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final String FIRST_GRANT = "first-grant";

    private final Transactions transactions;
    private final TenantRepository repository;
    private final ApiKeys keys;
    private final Ledger ledger;
    private final Seal seal;
    private final SecureRandom random = new SecureRandom();

    Tenants(
            Transactions transactions,
            TenantRepository repository,
            ApiKeys keys,
            Ledger ledger,
            MasterKeys masterKeys) {
        this.transactions = transactions;
        this.repository = repository;
        this.keys = keys;
        this.ledger = ledger;
        seal = masterKeys.seal("webhook-secret");
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

    /** A name that cannot be given. Its text is for the operator. */
    public static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Makes a tenant with one key that may do all but administer.
     *
     * @param credit for its wallet; with zero it has none
     * @throws RefusedException where the name is malformed or taken
     */
    public Added add(String name, MicroUsd credit) {
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException("a tenant's name has lower-case letters, digits and hyphens, at most 63");
        }
        String secret = secret();
        TenantId id = new TenantId(UuidCreator.getTimeOrderedEpoch());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TenantRow row = new TenantRow(id.text(), name, seal.seal(secret), now);
        try {
            transactions.write(scope -> repository.save(row));
        } catch (DuplicateKeyException e) {
            throw new RefusedException("there is a tenant of that name");
        }
        if (!credit.isZero()) {
            ledger.grant(id, credit, "first credit", FIRST_GRANT);
        }
        return new Added(id, name, keys.create(id, Scope.ofTenants()).secret(), secret);
    }

    /** A tenant by its name or its id. */
    public Optional<TenantRow> find(String nameOrId) {
        return transactions.read(() -> repository.findByName(nameOrId).or(() -> repository.findById(nameOrId)));
    }

    /** All of them, by name. */
    public List<TenantRow> list() {
        return transactions.read(repository::findAllOrderByName);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return SECRET_START + Base64.getEncoder().encodeToString(bytes);
    }
}
