package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param tenant whose wallet, jobs and artifacts they are
 * @param tenantName as operators gave it
 * @param keyId the API key, without its secret
 * @param keyPrefix the visible part of the key, by which operators know it
 * @param scopes what the key may do
 * @param models ids of the models that the key may use; empty for all
 * @param limits of the tenant's tier
 * @param spendLimited whether the key may spend only so much in a month
 * @param providerInput whether requests may hand parameters to a provider by the provider's own names
 */
public record Caller(
        TenantId tenant,
        String tenantName,
        String keyId,
        String keyPrefix,
        Set<Scope> scopes,
        Set<String> models,
        Limits limits,
        boolean spendLimited,
        boolean providerInput) {

    public Caller {
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** Whether the key is for that model. */
    public boolean mayUse(ModelId model) {
        return models.isEmpty() || models.contains(model.value());
    }
}
