package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.activities.config.InvalidSettingException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "'',            10.0.0.9, '',                      10.0.0.9",
        "'',            10.0.0.9, '1.2.3.4',               10.0.0.9",
        "'',            127.0.0.1, '1.2.3.4',              127.0.0.1",
        "10.0.0.0/8,    10.0.0.9, '',                      10.0.0.9",
        "10.0.0.0/8,    10.0.0.9, '1.2.3.4,',              10.0.0.9",
        "10.0.0.0/8,    10.0.0.9, '1.2.3.4',               1.2.3.4",
        "10.0.0.0/8,    10.0.0.9, '6.6.6.6, 1.2.3.4',      1.2.3.4",
        "10.0.0.0/8,    10.0.0.9, '1.2.3.4, 10.1.1.1',     1.2.3.4",
        "10.0.0.0/8,    8.8.8.8,  '1.2.3.4',               8.8.8.8",
        "10.0.0.0/8,    10.0.0.9, '1.2.3.4, what is this', 10.0.0.9",
        "'10.0.0.9,::1', 10.0.0.9, '2001:db8::7',          2001:db8::7"
    })
    void only_a_trusted_proxy_is_believed(String trusted, String peer, String header, String expected) {
        assertEquals(expected, new ClientAddress(config(trusted)).of(request(peer, header)));
    }

    @Test
    void what_is_no_network_stops_the_start() {
        InvalidSettingException wrong =
                assertThrows(InvalidSettingException.class, () -> config("10.0.0.0/8, proxy.example"));
        assertThrows(InvalidSettingException.class, () -> config("10.0.0.0/8,,"));
        assertEquals(
                "DARKROOM_TRUSTED_PROXIES must be addresses or networks like 10.0.0.0/8, comma-separated",
                wrong.getMessage());
    }

    private static HttpConfig config(String trusted) {
        return new HttpConfig("127.0.0.1", 8080, 9090, "http://127.0.0.1:8080", trusted);
    }

    private static HttpRequest<?> request(String peer, String header) {
        MutableHttpRequest<?> request = new Peer(peer);
        if (!header.isEmpty()) {
            request.header("X-Forwarded-For", header);
        }
        return request;
    }

    /** A request whose sender is known. */
    private static final class Peer extends SimpleHttpRequest<String> {

        private final InetSocketAddress address;

        Peer(String address) {
            super(io.micronaut.http.HttpMethod.GET, "/", "");
            this.address = new InetSocketAddress(address, 4711);
        }

        @Override
        public InetSocketAddress getRemoteAddress() {
            return address;
        }
    }
}
