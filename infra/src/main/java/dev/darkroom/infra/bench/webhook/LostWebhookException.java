package dev.darkroom.infra.bench.webhook;

/** A webhook that did not arrive, or whose job was refused. */
final class LostWebhookException extends Exception {

    private static final long serialVersionUID = 1;

    LostWebhookException(String message) {
        super(message);
    }
}
