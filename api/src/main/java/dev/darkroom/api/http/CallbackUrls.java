package dev.darkroom.api.http;

import dev.darkroom.activities.net.UrlRules;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a URL that a caller gives may ever be called, as far as can be known before it is. */
@Singleton
public final class CallbackUrls {

    private final UrlRules rules;

    CallbackUrls(UrlRules rules) {
        this.rules = rules;
    }

    /** How the sentence "the URL …" goes on; empty where it may be called. */
    public Optional<String> objection(String url) {
        return rules.objection(url);
    }

    /**
     * The URL of a field, null where there is none.
     *
     * @throws BadFieldException for a URL that may not be called
     */
    public @Nullable String checked(String field, @Nullable String url) {
        if (url != null) {
            objection(url).ifPresent(objection -> {
                throw new BadFieldException(field, objection);
            });
        }
        return url;
    }
}
