package dev.darkroom.activities.repair;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal of repairs.
 *
 * @param actor who did it
 */
@MappedEntity("repair")
public record RepairRow(
        @Id @GeneratedValue @Nullable Long id,
        Instant at,
        Repair.Kind kind,
        String subject,
        @Nullable String jobId,
        String reason,
        String actor) {}
