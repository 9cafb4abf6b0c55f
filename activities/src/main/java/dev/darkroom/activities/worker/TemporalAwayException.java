package dev.darkroom.activities.worker;

/** Temporal does not answer, or does not allow what was asked of it. */
public final class TemporalAwayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TemporalAwayException(String address, Throwable cause) {
        super("Temporal does not answer at " + address, cause);
    }
}
