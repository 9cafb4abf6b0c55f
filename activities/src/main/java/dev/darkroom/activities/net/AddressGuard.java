package dev.darkroom.activities.net;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: those of the public internet. The ranges are IANA's special-purpose registries
 * of IPv4 and IPv6; the predicates of {@link InetAddress} leave out many of them. Where local addresses are allowed,
 * loopback and private ones are too, and nothing else.
 */
@Singleton
public final class AddressGuard {

    private static final int IPV4_BYTES = 4;

    /** IPv4 that is not public, or that answers with the secrets of a machine in a cloud. */
    private static final List<AddressRange> SPECIAL_4 = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // behind a carrier's NAT; metadata at Alibaba
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // Azure's own services
            "169.254.0.0/16", // link local; metadata nearly everywhere
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocols; metadata at Oracle
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /** All that is public in IPv6 lies in here. */
    private static final AddressRange GLOBAL_6 = AddressRange.of("2000::/3");

    private static final List<AddressRange> SPECIAL_6 = ranges(
            "2001::/23", // protocols: Teredo, benchmarks, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: an IPv4 address in an odd coat
            "3fff::/20"); // documentation

    /** IPv6 that a translator turns into the IPv4 address in its last four bytes. */
    private static final List<AddressRange> TRANSLATED_6 = ranges("64:ff9b::/96");

    private static final List<AddressRange> LOCAL =
            ranges("10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    /** Metadata services among private addresses. */
    private static final List<AddressRange> METADATA = ranges(
            "fd00:ec2::/32", // AWS
            "fd20:ce::/32", // Google
            "fd00:c1::/32", // Oracle
            "fd00:42::42/128"); // Scaleway

    private final boolean allowLocal;

    AddressGuard(NetworkConfig config) {
        this.allowLocal = config.allowLocal();
    }

    /** Whether it may be connected to. */
    public boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        return isPublic(bytes) || (allowLocal && isIn(LOCAL, bytes) && !isIn(METADATA, bytes));
    }

    private static boolean isPublic(byte[] bytes) {
        if (bytes.length == IPV4_BYTES) {
            return !isIn(SPECIAL_4, bytes);
        }
        if (isIn(TRANSLATED_6, bytes)) {
            return isPublic(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
        }
        return GLOBAL_6.contains(bytes) && !isIn(SPECIAL_6, bytes);
    }

    private static boolean isIn(List<AddressRange> ranges, byte[] bytes) {
        return ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of).toList();
    }
}
