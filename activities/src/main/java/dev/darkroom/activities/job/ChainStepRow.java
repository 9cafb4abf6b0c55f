package dev.darkroom.activities.job;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A step of a chain.
 *
 * @param position from 0, in the order of the request
 * @param name the caller's
 * @param jobId its job; that of another chain where this one goes on from there
 */
@MappedEntity("chain_step")
public record ChainStepRow(
        @Id @GeneratedValue @Nullable Long id, String chainId, int position, String name, String jobId) {}
