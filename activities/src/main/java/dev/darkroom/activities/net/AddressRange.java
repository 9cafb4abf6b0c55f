package dev.darkroom.activities.net;

import java.net.InetAddress;

/** The addresses that share their first bits. */
final class AddressRange {

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** A range like {@code 10.0.0.0/8} or {@code fc00::/7}. */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] network = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        return new AddressRange(network, Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
