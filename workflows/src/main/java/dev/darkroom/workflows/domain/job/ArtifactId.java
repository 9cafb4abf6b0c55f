package dev.darkroom.workflows.domain.job;

import java.util.UUID;

/**
 * The stored bytes of one image. The id is a function of the job and the image's index, so that whoever records an
 * artifact, and however often, records the same one.
 *
 * @param value 128 bits, unique
 */
public record ArtifactId(UUID value) {

    private static final long VERSION_8 = 0x8000L;
    private static final int DIGITS_PER_LONG = 16;
    private static final int HEXADECIMAL = 16;
    private static final long INDEX_MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** The artifact of a job's image: a version 8 UUID mixed from the job's bits and the index. */
    public static ArtifactId of(JobId job, int index) {
        long salt = (index + 1L) * INDEX_MULTIPLIER;
        return version8(job.value().getMostSignificantBits() ^ salt, job.value().getLeastSignificantBits() + salt);
    }

    /**
     * The artifact of an image that a tenant gave: a function of its bytes, so that the same picture is one artifact.
     *
     * @param sha256 of the bytes, 64 hexadecimal digits
     */
    public static ArtifactId of(TenantId tenant, String sha256) {
        long salt = Long.parseUnsignedLong(sha256, 0, DIGITS_PER_LONG, HEXADECIMAL);
        long rest = Long.parseUnsignedLong(sha256, DIGITS_PER_LONG, 2 * DIGITS_PER_LONG, HEXADECIMAL);
        return version8(
                tenant.value().getMostSignificantBits() ^ salt, tenant.value().getLeastSignificantBits() ^ rest);
    }

    private static ArtifactId version8(long high, long low) {
        return new ArtifactId(new UUID((high & ~0xF000L) | VERSION_8, (low & 0x3FFFFFFFFFFFFFFFL) | Long.MIN_VALUE));
    }

    /** The lower-case hyphenated form: 36 characters. */
    public String text() {
        return value.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
