package dev.darkroom.activities.net;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Arrays;
import java.util.List;

/**
 * Where callers' URLs may lead: those of images, and those that are called back.
 *
 * @param allowHttp whether they may be http
 * @param allowLocal whether they may lead to loopback and private addresses, and to any port
 * @param ports which ports they may name where only public addresses are allowed
 */
@Introspected
@ConfigurationProperties("darkroom.network")
public record NetworkConfig(
        @Setting("Whether callers' URLs may be http: true or false") @Bindable(defaultValue = "false")
        boolean allowHttp,

        @Setting("Whether callers' URLs may lead to addresses that are not public: true or false")
        @Bindable(defaultValue = "false")
        boolean allowLocal,

        @Setting("Ports that callers' URLs may name, comma-separated; any, where local addresses are allowed")
        @Bindable(defaultValue = "443")
        String ports) {

    private static final String PORTS = "DARKROOM_NETWORK_PORTS";
    private static final int PORT_MAX = 65_535;

    public NetworkConfig {
        portNumbers(ports).forEach(port -> Bounds.within(PORTS, port, 1, PORT_MAX));
    }

    /** The ports, in the order in which they were given. */
    List<Integer> portNumbers() {
        return portNumbers(ports);
    }

    private static List<Integer> portNumbers(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(port -> Integer.valueOf(port.trim()))
                    .toList();
        } catch (NumberFormatException e) {
            throw new InvalidSettingException(PORTS, "port numbers, comma-separated");
        }
    }
}
