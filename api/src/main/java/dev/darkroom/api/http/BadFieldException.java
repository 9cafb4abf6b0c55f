package dev.darkroom.api.http;

import org.jspecify.annotations.Nullable;

/** A request that cannot be read. Thrown while it is parsed, and answered as a refusal that names the field. */
public final class BadFieldException extends RuntimeException {

    private final @Nullable String param;

    /**
     * @param param the path of the field, or the name of the header or query parameter; null for the body as a whole
     * @param message how the sentence goes on; nothing of the request is in it
     */
    public BadFieldException(@Nullable String param, String message) {
        super(message, null, false, false);
        this.param = param == null ? null : shortened(param);
    }

    public @Nullable String param() {
        return param;
    }

    /** A sentence for the caller. */
    public String text() {
        return param == null ? "%s.".formatted(getMessage()) : "`%s` %s.".formatted(param, getMessage());
    }

    private static String shortened(String param) {
        int most = 64;
        return param.codePointCount(0, param.length()) <= most
                ? param
                : param.substring(0, param.offsetByCodePoints(0, most)) + "…";
    }
}
