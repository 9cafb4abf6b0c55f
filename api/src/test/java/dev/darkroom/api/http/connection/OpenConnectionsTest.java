package dev.darkroom.api.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    @Test
    void an_address_has_so_many_and_no_more_until_one_is_gone() {
        OpenConnections open = new OpenConnections(10, 2, List.of());
        assertTrue(open.enter(ONE));
        assertTrue(open.enter(ONE));
        assertFalse(open.enter(ONE));
        assertTrue(open.enter(OTHER));
        open.leave(ONE);
        assertTrue(open.enter(ONE));
        assertFalse(open.enter(ONE));
    }

    @Test
    void all_addresses_together_have_so_many() {
        OpenConnections open = new OpenConnections(3, 2, List.of());
        assertTrue(open.enter(ONE));
        assertTrue(open.enter(ONE));
        assertTrue(open.enter(OTHER));
        assertFalse(open.enter(OTHER));
        open.leave(ONE);
        assertTrue(open.enter(OTHER));
    }

    @Test
    void a_trusted_proxy_may_have_all() {
        var proxies = List.of(new IPAddressString("192.0.2.2/31").getAddress());
        OpenConnections open = new OpenConnections(4, 1, proxies);
        assertTrue(open.enter(ONE));
        assertFalse(open.enter(ONE));
        assertTrue(open.enter(OTHER));
        assertTrue(open.enter(OTHER));
        assertTrue(open.enter(InetAddress.ofLiteral("::ffff:192.0.2.2")), "the same in the other form");
        assertFalse(open.enter(OTHER));
    }

    @Test
    void a_network_of_ipv6_counts_as_one() {
        OpenConnections open = new OpenConnections(10, 1, List.of());
        assertTrue(open.enter(InetAddress.ofLiteral("2001:db8:0:1::1")));
        assertFalse(open.enter(InetAddress.ofLiteral("2001:db8:0:1:ffff::2")));
        assertTrue(open.enter(InetAddress.ofLiteral("2001:db8:0:2::1")));
    }

    @Test
    void who_is_gone_is_forgotten() {
        OpenConnections open = new OpenConnections(10, 2, List.of());
        assertTrue(open.enter(ONE));
        assertTrue(open.enter(OTHER));
        open.leave(ONE);
        open.leave(OTHER);
        assertEquals(0, open.addresses());
    }
}
