package dev.darkroom.activities.artifact.retention;

import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a tenant's images and texts are kept.
 *
 * @param days its own; null for the installation's
 * @param erasedAt whatever was there until then is removed; null where it was not erased
 * @param textsFrom no job that was created before has a text left
 */
@Introspected
record KeptTenant(
        String id, @Nullable Integer days, @Nullable Instant erasedAt, Instant textsFrom) {

    TenantId tenant() {
        return TenantId.of(id);
    }

    /** Until when what was used, or has ended, is removed. */
    Instant usedBefore(Instant now, int daysOtherwise) {
        return latest(now.minus(Duration.ofDays(days == null ? daysOtherwise : days)));
    }

    /** Until when what nobody has used is removed. */
    Instant unusedBefore(Instant now, Duration life) {
        return latest(now.minus(life));
    }

    private Instant latest(Instant before) {
        return erasedAt == null || erasedAt.isBefore(before) ? before : erasedAt;
    }
}
