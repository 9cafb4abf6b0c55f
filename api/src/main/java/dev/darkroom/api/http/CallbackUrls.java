package dev.darkroom.api.http;

import dev.darkroom.activities.net.UrlRules;
import jakarta.inject.Singleton;
import java.util.Optional;

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
}
