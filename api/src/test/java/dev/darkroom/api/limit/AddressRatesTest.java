package dev.darkroom.api.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressRatesTest {

    private final ManualClock clock = new ManualClock();
    private final AddressRates rates = new AddressRates(new RateConfig(2), clock);

    @Test
    void an_address_has_so_many_a_minute() {
        assertEquals(Optional.empty(), rates.take("192.0.2.1"));
        assertEquals(Optional.empty(), rates.look("192.0.2.1"));
        assertEquals(Optional.empty(), rates.take("192.0.2.1"));
        assertEquals(Optional.of(Duration.ofSeconds(30)), rates.take("192.0.2.1"));
        assertEquals(Optional.of(Duration.ofSeconds(30)), rates.look("192.0.2.1"));
        assertEquals(Optional.empty(), rates.look("192.0.2.2"));
        clock.pass(Duration.ofMillis(29_500));
        assertEquals(Optional.of(Duration.ofSeconds(1)), rates.look("192.0.2.1"));
        clock.pass(Duration.ofMillis(500));
        assertEquals(Optional.empty(), rates.take("192.0.2.1"));
    }

    @Test
    void a_network_of_ipv6_counts_as_one() {
        rates.take("2001:db8::1");
        rates.take("2001:db8:0:0:ffff::2");
        assertEquals(Optional.of(Duration.ofSeconds(30)), rates.take("2001:db8::3"));
        assertEquals(Optional.empty(), rates.take("2001:db8:0:1::1"));
    }
}
