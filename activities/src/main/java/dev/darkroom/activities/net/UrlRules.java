package dev.darkroom.activities.net;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a URL that a caller gives may be called, as far as its text tells. What its name resolves to is checked by
 * {@link AddressGuard} at the moment of connecting.
 */
@Singleton
public final class UrlRules {

    private static final int LENGTH_MAX = 2048;
    private static final int NAME_MAX = 253;
    private static final int NO_PORT = -1;
    private static final int PORT_MAX = 65_535;
    private static final int HTTP_PORT = 80;
    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final Pattern ENCODED_CONTROL = Pattern.compile("%(?:[01]\\p{XDigit}|7[fF])");

    /** The ends of names that are no one's on the public internet. */
    private static final Set<String> LOCAL_ENDS = Set.of(
            "local",
            "localhost",
            "internal",
            "intranet",
            "lan",
            "corp",
            "home",
            "private",
            "localdomain",
            "svc",
            "arpa");

    private final NetworkConfig config;
    private final AddressGuard addresses;

    UrlRules(NetworkConfig config, AddressGuard addresses) {
        this.config = config;
        this.addresses = addresses;
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
        if (ENCODED_CONTROL.matcher(url).find()) {
            return Optional.of("must not have control characters, encoded ones neither");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals(HTTPS) && !(config.allowHttp() && scheme.equals(HTTP))) {
            return Optional.of(config.allowHttp() ? "must be http or https" : "must be https");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not have user information");
        }
        return portObjection(scheme, uri.getPort()).or(() -> hostObjection(uri.getHost()));
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private Optional<String> portObjection(String scheme, int port) {
        if (port == NO_PORT) {
            return Optional.empty();
        }
        if (port < 1 || port > PORT_MAX) {
            return Optional.of("must have a port from 1 to %d, or none".formatted(PORT_MAX));
        }
        List<Integer> ports = config.portNumbers();
        if (config.allowLocal() || ports.contains(port) || (scheme.equals(HTTP) && port == HTTP_PORT)) {
            return Optional.empty();
        }
        return Optional.of(
                "must use port " + ports.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
    }

    private Optional<String> hostObjection(String host) {
        if (!config.allowLocal()) {
            return isPublicName(host) ? Optional.empty() : Optional.of("must have a public host name");
        }
        return isName(host) || isAllowedLiteral(host)
                ? Optional.empty()
                : Optional.of("must have a host name, or an address that is allowed, in its usual form");
    }

    /** A name with a dot in it whose last part is letters: no address in any notation, no name of a local network. */
    private static boolean isPublicName(String host) {
        String last = lastPart(host);
        boolean letters = last.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
        return isName(host)
                && last.length() < host.length()
                && (letters || last.startsWith("xn--"))
                && !LOCAL_ENDS.contains(last);
    }

    /** A name whose last part begins with a letter; then it is no number, however written. */
    private static boolean isName(String host) {
        String last = lastPart(host);
        return host.length() <= NAME_MAX && !last.isEmpty() && last.charAt(0) >= 'a' && last.charAt(0) <= 'z';
    }

    private static String lastPart(String host) {
        return host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** An address in the one notation that all programs read alike. */
    private boolean isAllowedLiteral(String host) {
        boolean isIpv6 = host.startsWith("[");
        try {
            InetAddress address = InetAddress.ofLiteral(isIpv6 ? host.substring(1, host.length() - 1) : host);
            boolean isUsual =
                    isIpv6 ? host.indexOf('%') < 0 : address.getHostAddress().equals(host);
            return isUsual && addresses.allows(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
