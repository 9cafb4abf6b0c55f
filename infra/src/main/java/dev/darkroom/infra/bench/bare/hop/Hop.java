package dev.darkroom.infra.bench.bare.hop;

/**
 * One measurement.
 *
 * @param queue where the child's activity is worked on
 */
public record Hop(String id, String queue) {}
