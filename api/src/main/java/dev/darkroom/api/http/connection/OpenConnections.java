package dev.darkroom.api.http.connection;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many connections a listener has, in all and of each address. Safe to use from any thread. */
final class OpenConnections {

    private static final int IPV6_NETWORK_BITS = 64;
    private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

    private final int max;
    private final int perAddress;
    private final List<IPAddress> proxies;
    private final Map<String, Integer> counts = new HashMap<>();
    private int total;

    /** @param proxies who may have as many as there are at all */
    OpenConnections(int max, int perAddress, List<IPAddress> proxies) {
        this.max = max;
        this.perAddress = perAddress;
        this.proxies = List.copyOf(proxies);
    }

    /** Counts one more, unless there are too many. */
    synchronized boolean enter(InetAddress from) {
        String network = network(from);
        int now = counts.getOrDefault(network, 0);
        if (total >= max || (now >= perAddress && !isProxy(from))) {
            return false;
        }
        counts.put(network, now + 1);
        total++;
        return true;
    }

    /** One that entered is gone. */
    synchronized void leave(InetAddress from) {
        counts.computeIfPresent(network(from), (network, now) -> now == 1 ? null : now - 1);
        total--;
    }

    /** How many addresses are remembered. */
    synchronized int addresses() {
        return counts.size();
    }

    private boolean isProxy(InetAddress from) {
        IPAddress address = ADDRESSES.from(from);
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static String network(InetAddress from) {
        IPAddress address = ADDRESSES.from(from);
        return address.isIPv6()
                ? address.toPrefixBlock(IPV6_NETWORK_BITS).toCanonicalString()
                : address.toCanonicalString();
    }
}
