package dev.darkroom.activities.keys;

import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The master keys of an installation.
 *
 * @param keys base64 of 32 random bytes each, separated by commas
 */
@Introspected
@ConfigurationProperties("darkroom.master")
public record KeysConfig(
        @Setting(
                value = "Master keys, each base64 of 32 random bytes, comma-separated: the first signs and seals, all"
                        + " verify and open",
                shown = "(required)")
        @Bindable(defaultValue = "")
        String keys) {

    @Override
    public String toString() {
        return "KeysConfig[hidden]";
    }
}
