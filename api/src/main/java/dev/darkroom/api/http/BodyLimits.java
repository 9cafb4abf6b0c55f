package dev.darkroom.api.http;

import io.micronaut.http.server.HttpServerConfiguration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a body may have, as far as its head tells. Routes that take less say so themselves.
 *
 * @param formBytesMax of a form, all of its files together, which is read as it comes
 * @param otherBytesMax of whatever is read into memory as a whole
 */
public record BodyLimits(long formBytesMax, long otherBytesMax) {

    /** The most bytes of a body in chunks, where it is no form: how long it will be is not known before. */
    public static final int CHUNKED_BYTES_MAX = 1024 * 1024;

    private static final String FORM = "multipart/form-data";

    /** As the server is configured. */
    static BodyLimits of(HttpServerConfiguration configuration) {
        return new BodyLimits(configuration.getMaxRequestSize(), configuration.getMaxRequestBufferSize());
    }

    /** The limit for a body of that type. */
    long bytesMax(@Nullable String contentType) {
        return isForm(contentType) ? formBytesMax : otherBytesMax;
    }

    static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.trim().toLowerCase(Locale.ROOT).startsWith(FORM);
    }
}
