package dev.darkroom.activities.worker;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where Temporal is.
 *
 * @param address host and port of the frontend
 * @param apiKey of Temporal Cloud; with it the connection is encrypted
 * @param startTimeout how long a start of a workflow may take before it is left to the sweep
 */
@Introspected
@ConfigurationProperties("darkroom.temporal")
public record TemporalConfig(
        @Setting("host:port of the Temporal frontend") @Bindable(defaultValue = "127.0.0.1:7233")
        String address,

        @Setting("Temporal namespace") @Bindable(defaultValue = "default")
        String namespace,

        @Setting(value = "API key of Temporal Cloud; with it TLS is on", shown = "(none)") @Bindable(defaultValue = "")
        String apiKey,

        @Setting("How long the start of a workflow may take before the sweep does it, 500ms to 30s")
        @Bindable(defaultValue = "5s")
        Duration startTimeout) {

    public TemporalConfig {
        Bounds.notBlank("DARKROOM_TEMPORAL_ADDRESS", address);
        Bounds.notBlank("DARKROOM_TEMPORAL_NAMESPACE", namespace);
        Bounds.within("DARKROOM_TEMPORAL_START_TIMEOUT", startTimeout, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    @Override
    public String toString() {
        return "TemporalConfig[address=%s, namespace=%s]".formatted(address, namespace);
    }
}
