package dev.darkroom.api.admin.audit;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log, as people read it.
 *
 * @param requestKey the request's idempotency key; null for the command line
 */
@Introspected
public record AuditLine(
        long id,
        Instant at,
        String actor,
        String act,
        String subject,
        String detail,
        @Nullable String requestKey) {}
