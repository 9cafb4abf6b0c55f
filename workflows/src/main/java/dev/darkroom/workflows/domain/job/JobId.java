package dev.darkroom.workflows.domain.job;

import java.util.UUID;

/**
 * A job: the workflow id, the public id of every surface and the ledger's key are forms of it.
 *
 * @param value 128 bits, unique
 */
public record JobId(UUID value) {

    private static final long VERSION_8 = 0x8000L;
    private static final long STEP_MULTIPLIER = 0xD1B54A32D192ED03L;

    /** The lower-case hyphenated form. */
    public static JobId of(String text) {
        return new JobId(UUID.fromString(text));
    }

    /** The job of a chain's step: a version 8 UUID mixed from the chain's bits and the step's index. */
    public JobId step(int index) {
        long salt = (index + 1L) * STEP_MULTIPLIER;
        long high = ((value.getMostSignificantBits() + salt) & ~0xF000L) | VERSION_8;
        long low = ((value.getLeastSignificantBits() ^ salt) & 0x3FFFFFFFFFFFFFFFL) | Long.MIN_VALUE;
        return new JobId(new UUID(high, low));
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
