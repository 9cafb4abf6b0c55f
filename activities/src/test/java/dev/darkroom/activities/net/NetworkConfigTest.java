package dev.darkroom.activities.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.config.InvalidSettingException;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkConfigTest {

    @Test
    void nothing_but_https_on_its_own_port_is_allowed_unless_it_is_set() {
        assertEquals(new NetworkConfig(false, false, "443"), configured(Map.of()));
    }

    @Test
    void settings_are_read_under_their_names() {
        Map<String, Object> settings = Map.of(
                "darkroom.network.allow-http", "true",
                "darkroom.network.allow-local", "true",
                "darkroom.network.ports", "443, 8443");
        NetworkConfig config = configured(settings);
        assertEquals(new NetworkConfig(true, true, "443, 8443"), config);
        assertEquals(List.of(443, 8443), config.portNumbers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https", "443,", "0", "65536", "-1", "443;444"})
    void what_is_no_list_of_ports_stops_the_start(String ports) {
        InvalidSettingException wrong =
                assertThrows(InvalidSettingException.class, () -> new NetworkConfig(false, false, ports));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith("DARKROOM_NETWORK_PORTS must be "));
    }

    private static NetworkConfig configured(Map<String, Object> settings) {
        try (ApplicationContext context = ApplicationContext.run(settings)) {
            return context.getBean(NetworkConfig.class);
        }
    }
}
