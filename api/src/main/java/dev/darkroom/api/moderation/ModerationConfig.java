package dev.darkroom.api.moderation;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/**
 * Who judges what a request says.
 *
 * @param moderation on or off
 * @param moderationLists the folder of the operator's word lists; empty for those that come with Darkroom
 * @param moderationUrl the operator's service, asked after the word lists; empty for none
 * @param moderationTimeout how long it may take to answer
 */
@Introspected
@ConfigurationProperties("darkroom")
record ModerationConfig(
        @Setting("Whether prompts are checked against the acceptable-use policy: on, or off for tests and benchmarks")
        @Bindable(defaultValue = "on")
        String moderation,

        @Setting(
                value = "Folder with minor-safety.txt, hate-speech.txt and artist-impersonation.txt",
                shown = "(the lists that come with Darkroom)")
        @Bindable(defaultValue = "")
        String moderationLists,

        @Setting(
                value = "http or https URL of a moderation service that is asked after the word lists; while it does"
                        + " not answer, requests are refused",
                shown = "(none)")
        @Bindable(defaultValue = "")
        String moderationUrl,

        @Setting("How long the moderation service may take to answer, 50ms to 30s") @Bindable(defaultValue = "2s")
        Duration moderationTimeout) {

    private static final String ON = "on";

    ModerationConfig {
        if (!ON.equals(moderation) && !"off".equals(moderation)) {
            throw new InvalidSettingException("DARKROOM_MODERATION", "on or off");
        }
        if (!moderationUrl.isEmpty() && !isWebAddress(moderationUrl)) {
            throw new InvalidSettingException("DARKROOM_MODERATION_URL", "an http or https URL, or empty");
        }
        Bounds.within("DARKROOM_MODERATION_TIMEOUT", moderationTimeout, Duration.ofMillis(50), Duration.ofSeconds(30));
    }

    boolean isOn() {
        return ON.equals(moderation);
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
