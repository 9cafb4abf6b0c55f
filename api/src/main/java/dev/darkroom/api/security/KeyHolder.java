package dev.darkroom.api.security;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Limits;
import dev.darkroom.api.core.Scope;
import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.core.annotation.Introspected;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key that is not revoked, with the tenant that holds it and what the tenant's tier allows. */
@Introspected
record KeyHolder(
        String id,
        String tenantId,
        String tenantName,
        String prefix,
        String secretHash,
        String scopes,
        @Nullable String models,
        @Nullable Long monthLimit,
        String tier,
        int runningMax,
        int depthMax,
        @Nullable Integer dailyImages,
        int postBurst,
        int postPerSecond,
        int getBurst,
        int getPerSecond,
        boolean providerInput) {

    /** Whoever has shown the key's secret. */
    Caller caller() {
        Set<Scope> may = words(scopes).flatMap(word -> Scope.of(word).stream()).collect(Collectors.toSet());
        Limits limits =
                new Limits(tier, runningMax, depthMax, dailyImages, postBurst, postPerSecond, getBurst, getPerSecond);
        return new Caller(
                TenantId.of(tenantId),
                tenantName,
                id,
                prefix,
                may,
                models == null ? Set.of() : words(models).collect(Collectors.toSet()),
                limits,
                monthLimit != null,
                providerInput);
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(","));
    }
}
