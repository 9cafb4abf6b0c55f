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
    private static final long INDEX_MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** The artifact of a job's image: a version 8 UUID mixed from the job's bits and the index. */
    public static ArtifactId of(JobId job, int index) {
        long salt = (index + 1L) * INDEX_MULTIPLIER;
        long high = ((job.value().getMostSignificantBits() ^ salt) & ~0xF000L) | VERSION_8;
        long low = ((job.value().getLeastSignificantBits() + salt) & 0x3FFFFFFFFFFFFFFFL) | Long.MIN_VALUE;
        return new ArtifactId(new UUID(high, low));
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
