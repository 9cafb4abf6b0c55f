package dev.darkroom.api.http;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a URL that a caller gives may ever be called. What its name resolves to is checked again at the moment of
 * connecting; here is refused what can be known from the text.
 */
@Singleton
public final class CallbackUrls {

    private static final int LENGTH_MAX = 2048;
    private static final int HTTPS_PORT = 443;
    private static final int NO_PORT = -1;

    private static final int PORT_MAX = 65_535;

    private final HttpConfig config;

    CallbackUrls(HttpConfig config) {
        this.config = config;
    }

    /** How the sentence "the URL …" goes on; empty where it may be called. */
    public Optional<String> objection(String url) {
        if (url.length() > LENGTH_MAX) {
            return Optional.of("must have at most %d characters".formatted(LENGTH_MAX));
        }
        URI uri = parse(url);
        if (uri == null || uri.getHost() == null || uri.getRawFragment() != null) {
            return Optional.of("must be an absolute URL with a host and no fragment");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(config.networkAllowHttp() && scheme.equals("http"))) {
            return Optional.of(config.networkAllowHttp() ? "must be http or https" : "must be https");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not have user information");
        }
        if (uri.getPort() == 0 || uri.getPort() > PORT_MAX) {
            return Optional.of("must have a port from 1 to %d, or none".formatted(PORT_MAX));
        }
        if (!config.networkAllowLocal() && uri.getPort() != NO_PORT && uri.getPort() != HTTPS_PORT) {
            return Optional.of("must use port 443");
        }
        return !config.networkAllowLocal() && !isName(uri.getHost())
                ? Optional.of("must have a public host name")
                : Optional.empty();
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** A name with a dot in it whose last part is letters: no address in any notation, no name of a local network. */
    private static boolean isName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        boolean letters = !last.isEmpty() && last.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
        return dot > 0
                && (letters || last.startsWith("xn--"))
                && !last.equals("local")
                && !last.equals("internal")
                && !last.equals("localhost");
    }
}
