package dev.darkroom.api.http;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the process listens, and how the world reaches it.
 *
 * @param host the address of both listeners
 * @param port of the API
 * @param managementPort of health and of the admin API; never to be reachable from outside
 * @param publicUrl the start of every absolute URL that is handed out, without a slash at its end
 * @param trustedProxies whose X-Forwarded-For header counts
 */
@Introspected
@ConfigurationProperties("darkroom")
public record HttpConfig(
        @Setting("Address on which the process listens") @Bindable(defaultValue = "0.0.0.0")
        String host,

        @Setting("Port of the API") @Bindable(defaultValue = "8080")
        int port,

        @Setting("Port of /health and /admin, not to be reachable from outside") @Bindable(defaultValue = "9090")
        int managementPort,

        @Setting("URL under which callers reach the API; absolute URLs begin with it")
        @Bindable(defaultValue = "http://127.0.0.1:8080")
        String publicUrl,

        @Setting(
                value = "Proxies whose X-Forwarded-For header counts: addresses or networks, comma-separated",
                shown = "(none)")
        @Bindable(defaultValue = "")
        String trustedProxies) {

    private static final int PORT_MAX = 65_535;

    public HttpConfig {
        Bounds.notBlank("DARKROOM_HOST", host);
        Bounds.within("DARKROOM_PORT", port, 0, PORT_MAX);
        Bounds.within("DARKROOM_MANAGEMENT_PORT", managementPort, 0, PORT_MAX);
        publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        if (!isWebAddress(publicUrl)) {
            throw new InvalidSettingException("DARKROOM_PUBLIC_URL", "an http or https URL");
        }
        networks(trustedProxies);
    }

    /** The proxies whose word counts. */
    public List<IPAddress> trustedNetworks() {
        return networks(trustedProxies);
    }

    private static List<IPAddress> networks(String text) {
        List<IPAddress> networks = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            // The library takes an empty text for the loopback address.
            IPAddress network = part.isBlank() ? null : new IPAddressString(part.trim()).getAddress();
            if (network == null) {
                throw new InvalidSettingException(
                        "DARKROOM_TRUSTED_PROXIES", "addresses or networks like 10.0.0.0/8, comma-separated");
            }
            networks.add(network.toPrefixBlock());
        }
        return networks;
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
