package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.TenantId;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param tenant whose wallet, jobs and artifacts they are
 * @param tenantName as operators gave it
 * @param keyId the API key, without its secret
 * @param scopes what the key may do
 * @param limits of the tenant's tier
 * @param spendLimited whether the key may spend only so much in a month
 */
public record Caller(
        TenantId tenant, String tenantName, String keyId, Set<Scope> scopes, Limits limits, boolean spendLimited) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
