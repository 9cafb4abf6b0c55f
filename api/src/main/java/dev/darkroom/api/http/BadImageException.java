package dev.darkroom.api.http;

/** An image in a request that is none. Thrown while the request is parsed, and answered as a refusal. */
public final class BadImageException extends RuntimeException {

    private final String param;

    /**
     * @param param the path of the field
     * @param message how the sentence goes on; nothing of the request is in it
     */
    public BadImageException(String param, String message) {
        super(message, null, false, false);
        this.param = param;
    }

    public String param() {
        return param;
    }

    /** A sentence for the caller. */
    public String text() {
        return "`%s` %s.".formatted(param, getMessage());
    }
}
