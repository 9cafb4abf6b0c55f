package dev.darkroom.api.admin;

import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What operators look at.
 *
 * @param temporalUiUrl the start of links into the Temporal UI; empty where there is none
 */
@Introspected
@ConfigurationProperties("darkroom")
public record OperatorConfig(
        @Setting(value = "URL of the Temporal UI, for links to workflows", shown = "(none)")
        @Bindable(defaultValue = "")
        String temporalUiUrl) {}
