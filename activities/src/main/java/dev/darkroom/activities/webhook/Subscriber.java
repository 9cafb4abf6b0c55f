package dev.darkroom.activities.webhook;

import io.micronaut.core.annotation.Introspected;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to know of an event.
 *
 * @param endpointId null for the URL of a request
 * @param secret sealed; signs what is sent there
 * @param secretBefore sealed; null unless it signs too
 * @param failures attempts there that have failed in a row
 */
@Introspected
public record Subscriber(
        @Nullable String endpointId,
        String url,
        String secret,
        @Nullable String secretBefore,
        int failures) {

    private static final int HOST_MAX = 255;

    /** The host of its URL, which people may see. */
    public String host() {
        return host(url);
    }

    /** The host of a URL; a question mark where there is none. */
    public static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            String named = host == null ? "?" : host;
            return named.length() > HOST_MAX ? named.substring(0, HOST_MAX) : named;
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return "Subscriber[%s]".formatted(host());
    }
}
