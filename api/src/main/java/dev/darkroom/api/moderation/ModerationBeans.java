package dev.darkroom.api.moderation;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.moderation.text.Folding;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the moderation that the settings ask for. */
@Factory
final class ModerationBeans {

    private static final Logger LOG = LoggerFactory.getLogger(ModerationBeans.class);

    /**
     * @throws InvalidSettingException where a word list is missing or malformed
     */
    @Singleton
    Moderation moderation(ModerationConfig config) {
        if (!config.isOn()) {
            LOG.warn("DARKROOM_MODERATION is off: no prompt is checked");
            return _ -> new Moderation.Ruling.Allowed();
        }
        Folding folding = new Folding();
        Moderation local = new LocalModeration(
                folding,
                config.moderationLists().isEmpty()
                        ? WordLists.builtIn(folding)
                        : WordLists.in(Path.of(config.moderationLists()), folding));
        return config.moderationUrl().isEmpty()
                ? local
                : new HttpModeration(local, URI.create(config.moderationUrl()), config.moderationTimeout());
    }
}
