package dev.darkroom.api.admin;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant.
 *
 * @param name unique, of lower-case letters, digits and hyphens
 * @param webhookSecret sealed
 * @param tier the name of the tier whose limits are the tenant's
 * @param providerInput whether its requests may hand parameters to a provider by the provider's own names
 * @param retentionDays how long its images and texts are kept; null for the installation's own
 * @param storageQuota bytes of its images; null for the installation's own
 * @param erasedAt whatever was there until then is removed; null where it was not erased
 */
@MappedEntity("tenant")
public record TenantRow(
        @Id String id,
        String name,
        String webhookSecret,
        Instant createdAt,
        String tier,
        boolean providerInput,
        @Nullable Integer retentionDays,
        @Nullable Long storageQuota,
        @Nullable Instant erasedAt) {

    /** Keeps even the sealed secret out of logs. */
    @Override
    public String toString() {
        return "TenantRow[%s]".formatted(name);
    }
}
