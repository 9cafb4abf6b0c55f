package dev.darkroom.api.http;

/** A body in chunks that has come to be longer than it may be. */
final class BodyTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BodyTooLongException() {
        super("a body in chunks is too long", null, false, false);
    }
}
