package dev.darkroom.api.admin.audit;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log. Lines are never changed once their transaction is committed.
 *
 * @param act the word of an {@link Act.Kind}
 * @param requestKey the request's idempotency key; null for the command line
 * @param fingerprint of the request
 * @param answer the body, without secrets
 */
@MappedEntity("audit")
record AuditRow(
        @Id @GeneratedValue Long id,
        Instant at,
        String actor,
        String act,
        String subject,
        String detail,
        @Nullable String requestKey,
        @Nullable String fingerprint,
        @Nullable Integer answerStatus,
        @Nullable String answer) {}
