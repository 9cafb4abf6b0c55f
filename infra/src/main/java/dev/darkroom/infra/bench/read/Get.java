package dev.darkroom.infra.bench.read;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request that is sent again and again.
 *
 * @param key of the caller; null where none is needed
 */
record Get(Resource resource, URI uri, @Nullable String key) {

    /** Hides the key. */
    @Override
    public String toString() {
        return "GET " + uri;
    }

    /** The request, as it goes over a connection that stays open. */
    byte[] bytes() {
        String target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        String authorization = key == null ? "" : "Authorization: Bearer %s\r\n".formatted(key);
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\n%s\r\n"
                .formatted(target, uri.getAuthority(), authorization)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
