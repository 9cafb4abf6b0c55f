package dev.darkroom.activities.fetch;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where a redirect leads, by RFC 3986. {@link URI} resolves by the older RFC 2396, which keeps steps above the root,
 * drops the last part of the path before a lone query, and takes a name for a part of the host where the base has no
 * path.
 */
final class Redirect {

    private static final Pattern ABOVE_ROOT = Pattern.compile("^(/\\.\\.)+(?=/|$)");

    private Redirect() {}

    /**
     * The URL to go on with, without a fragment.
     *
     * @param url an absolute URL with a host
     * @throws IllegalArgumentException where the location is no reference to a URL
     */
    static String target(String url, String location) {
        int fragment = location.indexOf('#');
        String reference = fragment < 0 ? location : location.substring(0, fragment);
        URI from = URI.create(url);
        String path = from.getRawPath().isEmpty() ? "/" : from.getRawPath();
        String base = from.getScheme() + "://" + from.getRawAuthority() + path;
        return reference.startsWith("?")
                ? base + reference
                : belowRoot(URI.create(base).resolve(reference));
    }

    private static String belowRoot(URI uri) {
        String path = uri.getRawPath();
        if (path == null || !ABOVE_ROOT.matcher(path).find()) {
            return uri.toString();
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.getScheme() + "://" + uri.getRawAuthority()
                + ABOVE_ROOT.matcher(path).replaceFirst("") + query;
    }
}
