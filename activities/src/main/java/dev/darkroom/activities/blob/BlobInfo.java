package dev.darkroom.activities.blob;

import java.time.Instant;

/**
 * A stored object.
 *
 * @param bytes its size
 * @param storedAt when it became visible
 */
public record BlobInfo(String key, long bytes, Instant storedAt) {}
