package dev.darkroom.api.admin.http;

import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.api.admin.TenantRow;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant.
 *
 * @param providerInput whether its requests may hand parameters to a provider by the provider's own names
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TenantReply(
        String name,
        String tenantId,
        String tier,
        boolean providerInput,
        @Nullable String createdAt) {

    static TenantReply of(TenantRow row) {
        return new TenantReply(row.name(), row.id(), row.tier(), row.providerInput(), Shown.time(row.createdAt()));
    }

    /** A page of tenants, by name. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<TenantReply> tenants, @Nullable String nextCursor) {}

    /**
     * A tenant that was just made.
     *
     * @param webhookSecret shown once
     * @param note what to know of the secret
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Made(TenantReply tenant, @Nullable String webhookSecret, String note) {
        /** The same as a repeat is told it. */
        Made again() {
            return new Made(tenant, null, Once.SHOWN_BEFORE);
        }
    }

    /** A tenant with its wallet, if it has one. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Detail(TenantReply tenant, @Nullable Wallet wallet) {}

    /**
     * A wallet.
     *
     * @param balanceUsd what can be spent now
     * @param heldUsd held or charged for jobs that have not ended
     * @param lowBalanceUsd with less to spend than this it is low; null where nobody set it
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Wallet(
            String balanceUsd, String heldUsd, @Nullable String lowBalanceUsd) {
        static Wallet of(Standing standing, @Nullable MicroUsd lowAt) {
            return new Wallet(
                    Shown.usd(standing.spendable()),
                    Shown.usd(standing.held() + standing.escrowed()),
                    lowAt == null ? null : Shown.usd(lowAt.value()));
        }
    }
}
