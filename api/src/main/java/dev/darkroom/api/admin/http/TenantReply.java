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
 * @param retentionDays how long its images and texts are kept; null for the installation's own
 * @param storageQuotaBytes of its images; null for the installation's own
 * @param erasedAt what there was until then is removed; null where it was not erased
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TenantReply(
        String name,
        String tenantId,
        String tier,
        boolean providerInput,
        @Nullable Integer retentionDays,
        @Nullable Long storageQuotaBytes,
        @Nullable String createdAt,
        @Nullable String erasedAt) {

    static TenantReply of(TenantRow row) {
        return new TenantReply(
                row.name(),
                row.id(),
                row.tier(),
                row.providerInput(),
                row.retentionDays(),
                row.storageQuota(),
                Shown.time(row.createdAt()),
                Shown.time(row.erasedAt()));
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
