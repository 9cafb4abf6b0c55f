package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's row: all that an answer to a caller is rendered from, and all that an activity needs to go on.
 *
 * @param surface the API that took the request
 * @param cancelRequested whether the caller asked to cancel; such a job ends canceled
 * @param expiresAt a job that was not started by then is canceled and refunded
 * @param startedAt when the intent to submit was written
 * @param request what was asked for
 * @param quote what was promised for it
 * @param work where the provider's work stands
 * @param outcome what came of it
 * @param chain what it is to a chain of edits
 * @param eventSeq the seq of the job's newest event
 * @param checkAt when the sweep looks next; null once the job has ended
 */
@MappedEntity("job")
public record JobRow(
        @Id String id,
        String tenantId,
        String apiKeyId,
        String surface,
        JobState state,
        boolean cancelRequested,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Relation(Relation.Kind.EMBEDDED) RequestColumns request,
        @Relation(Relation.Kind.EMBEDDED) QuoteColumns quote,
        @Relation(Relation.Kind.EMBEDDED) WorkColumns work,
        @Relation(Relation.Kind.EMBEDDED) OutcomeColumns outcome,
        @Relation(Relation.Kind.EMBEDDED) ChainColumns chain,
        int eventSeq,
        @Nullable Instant checkAt) {

    public JobId jobId() {
        return JobId.of(id);
    }

    public TenantId tenant() {
        return TenantId.of(tenantId);
    }

    /** Whether it holds a lease of its tenant, and of the provider that it is at: it is RUNNING by an intent. */
    boolean holdsLeases() {
        return state == JobState.RUNNING && work.route() != null;
    }

    /** Whether it is a chain of edits, which makes nothing itself. */
    public boolean isChain() {
        return chain.role() == ChainColumns.Role.CHAIN;
    }

    /** The chain that pays for it; null for every job but a step. */
    public @Nullable JobId payer() {
        return chain.id() == null ? null : JobId.of(chain.id());
    }

    /** The same job, at its place in the tenant's queue. */
    public JobRow inQueue(int position) {
        QuoteColumns placed = new QuoteColumns(quote.what(), quote.unitPrice(), quote.per(), quote.total(), position);
        return new JobRow(
                id,
                tenantId,
                apiKeyId,
                surface,
                state,
                cancelRequested,
                createdAt,
                expiresAt,
                startedAt,
                completedAt,
                request,
                placed,
                work,
                outcome,
                chain,
                eventSeq,
                checkAt);
    }
}
