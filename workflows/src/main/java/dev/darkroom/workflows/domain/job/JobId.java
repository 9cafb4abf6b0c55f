package dev.darkroom.workflows.domain.job;

import java.util.UUID;

/**
 * A job: the workflow id, the public id of every surface and the ledger's key are forms of it.
 *
 * @param value 128 bits, unique
 */
public record JobId(UUID value) {

    /** The lower-case hyphenated form. */
    public static JobId of(String text) {
        return new JobId(UUID.fromString(text));
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
