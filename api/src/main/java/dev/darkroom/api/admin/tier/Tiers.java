package dev.darkroom.api.admin.tier;

import dev.darkroom.activities.ledger.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The tiers of this installation. */
@Singleton
public final class Tiers {

    private final Transactions transactions;
    private final TierRepository repository;

    Tiers(Transactions transactions, TierRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    public Optional<Tier> find(String name) {
        return Tier.isName(name) ? transactions.read(() -> repository.findByName(name)) : Optional.empty();
    }

    /** All of them, by name. */
    public List<Tier> list() {
        return transactions.read(repository::findAllOrderByName);
    }

    /** Makes a tier, or changes it for all its tenants. */
    public void put(Tier tier) {
        transactions.write(scope -> repository.put(
                tier.name(),
                tier.runningMax(),
                tier.depthMax(),
                tier.dailyImages(),
                tier.postBurst(),
                tier.postPerSecond(),
                tier.getBurst(),
                tier.getPerSecond()));
    }
}
