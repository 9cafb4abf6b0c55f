package dev.darkroom.infra.bench;

/** A job that was refused, failed, or did not end. */
final class LostJobException extends Exception {

    private static final long serialVersionUID = 1;

    LostJobException(String message) {
        super(message);
    }
}
