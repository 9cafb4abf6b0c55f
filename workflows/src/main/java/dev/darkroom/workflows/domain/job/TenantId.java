package dev.darkroom.workflows.domain.job;

import java.util.UUID;

/**
 * A tenant: who owns a wallet, keys, jobs and artifacts.
 *
 * @param value 128 bits, unique
 */
public record TenantId(UUID value) {

    /** The lower-case hyphenated form. */
    public static TenantId of(String text) {
        return new TenantId(UUID.fromString(text));
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
