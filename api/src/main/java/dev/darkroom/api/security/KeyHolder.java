package dev.darkroom.api.security;

import io.micronaut.core.annotation.Introspected;

/** A key that is not revoked, with the tenant that holds it. */
@Introspected
record KeyHolder(String id, String tenantId, String tenantName, String secretHash, String scopes) {}
