package dev.darkroom.activities.lease;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * How many leases of a tenant or of a provider are taken.
 *
 * @param name {@code tenant:<id>} or {@code provider:<id>}
 */
@MappedEntity("capacity")
record CapacityRow(@Id String name, int running) {}
