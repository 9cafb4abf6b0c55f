package dev.darkroom.api.core;

import java.time.Instant;

/**
 * An image that a tenant gave and that is stored.
 *
 * @param artifactId its id, hyphenated
 * @param bytes how many it has
 * @param expiresAt when it is removed, unless a job begins to work from it before
 */
public record KeptImage(String artifactId, String contentType, long bytes, int width, int height, Instant expiresAt) {}
