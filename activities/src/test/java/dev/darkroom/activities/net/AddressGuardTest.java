package dev.darkroom.activities.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard strict = new AddressGuard(new NetworkConfig(false, false, "443"));
    private final AddressGuard local = new AddressGuard(new NetworkConfig(true, true, "443"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "3ffe::1",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void the_public_internet_may_be_called(String address) {
        assertEquals(true, strict.allows(InetAddress.ofLiteral(address)));
        assertEquals(true, local.allows(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1"
            })
    void loopback_and_private_only_where_local_addresses_are_allowed(String address) {
        assertEquals(false, strict.allows(InetAddress.ofLiteral(address)));
        assertEquals(true, local.allows(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, any",
        "0.1.2.3, this network",
        "100.64.0.1, carrier",
        "100.100.100.200, Alibaba's metadata",
        "100.127.255.255, carrier",
        "168.63.129.16, Azure's services",
        "169.254.0.1, link local",
        "169.254.169.254, metadata",
        "192.0.0.192, Oracle's metadata",
        "192.0.2.1, documentation",
        "192.88.99.1, 6to4 relay",
        "198.18.0.1, benchmark",
        "198.19.255.255, benchmark",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, broadcast",
        "::, any",
        "::127.0.0.1, IPv4-compatible",
        "::8.8.8.8, IPv4-compatible",
        "::ffff:169.254.169.254, IPv4-mapped",
        "64:ff9b::7f00:1, translated loopback",
        "64:ff9b::a00:1, translated private",
        "64:ff9b::a9fe:a9fe, translated metadata",
        "64:ff9b:1::808:808, local translation",
        "100::1, discard",
        "2001::1, Teredo",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, Teredo",
        "2001:2::1, benchmark",
        "2001:10::1, ORCHID",
        "2001:db8::1, documentation",
        "2002:7f00:1::, 6to4 loopback",
        "2002:a9fe:a9fe::, 6to4 metadata",
        "2002:808:808::, 6to4",
        "3fff::1, documentation",
        "4000::1, unassigned",
        "5f00::1, segment routing",
        "fd00:ec2::254, AWS metadata",
        "fd20:ce::254, Google metadata",
        "fd00:c1::a9fe:a9fe, Oracle metadata",
        "fd00:42::42, Scaleway metadata",
        "fe80::1, link local",
        "fe80::a9fe:a9fe, link local metadata",
        "fec0::1, site local",
        "ff02::1, multicast",
        "ffff::1, multicast"
    })
    void what_is_odd_may_never_be_called(String address, String what) {
        assertEquals(false, strict.allows(InetAddress.ofLiteral(address)), what);
        assertEquals(false, local.allows(InetAddress.ofLiteral(address)), what);
    }

    @Test
    void an_address_of_ipv4_in_the_form_of_ipv6_is_odd() throws UnknownHostException {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
        assertEquals(false, local.allows(Inet6Address.getByAddress("x", mapped, 3)));
        byte[] linkLocal = HexFormat.of().parseHex("fe800000000000000000000000000001");
        assertEquals(false, local.allows(Inet6Address.getByAddress("x", linkLocal, 2)));
    }
}
