package dev.darkroom.infra.local;

/** Why the stack does not start, and what to do about it. Its text is all that is shown. */
final class CannotStartException extends RuntimeException {

    CannotStartException(String message) {
        super(message);
    }
}
