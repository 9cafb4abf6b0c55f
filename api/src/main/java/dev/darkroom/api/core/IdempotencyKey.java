package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * A caller's name for a request. The job's id follows from it, so that one key is one job, on every surface and however
 * often it is sent.
 *
 * @param value 1 to {@value #LENGTH_MAX} printable ASCII characters
 */
public record IdempotencyKey(String value) {

    public static final int LENGTH_MAX = 255;

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = Long.MIN_VALUE;

    /** A key; empty where the text is not one. */
    public static Optional<IdempotencyKey> of(String text) {
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        return printable && !text.isEmpty() && text.length() <= LENGTH_MAX
                ? Optional.of(new IdempotencyKey(text))
                : Optional.empty();
    }

    /** The job of this key: a version 8 UUID of tenant and key. */
    public JobId job(TenantId tenant) {
        String name = "darkroom job\n" + tenant.text() + "\n" + value;
        ByteBuffer digest = ByteBuffer.wrap(sha256(name));
        long high = (digest.getLong() & ~0xF000L) | VERSION_8;
        long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | VARIANT;
        return new JobId(new UUID(high, low));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
