package dev.darkroom.api.http;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** Who sent a request. What a header says of it counts only where the sender of that header is a trusted proxy. */
@Singleton
public final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IPAddress> trusted;

    public ClientAddress(HttpConfig config) {
        trusted = config.trustedNetworks();
    }

    /** The address of the nearest sender that is not a trusted proxy. */
    public String of(HttpRequest<?> request) {
        String nearest = request.getRemoteAddress().getAddress().getHostAddress();
        List<String> chain = request.getHeaders().getAll(FORWARDED_FOR).stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::trim)
                .toList();
        for (int i = chain.size() - 1; i >= 0 && isTrusted(nearest); i--) {
            if (chain.get(i).isEmpty() || new IPAddressString(chain.get(i)).getAddress() == null) {
                return nearest;
            }
            nearest = chain.get(i);
        }
        return nearest;
    }

    private boolean isTrusted(String address) {
        IPAddress parsed = new IPAddressString(address).getAddress();
        return parsed != null && trusted.stream().anyMatch(network -> network.contains(parsed));
    }
}
