package dev.darkroom.api.surface.stratizon.webhooks;

import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.webhook.EventId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public forms of the ids of endpoints, deliveries and events: a word and 32 hexadecimal digits. */
final class WebhookIds {

    private static final String DELIVERY = "whd_";
    private static final Pattern FORM =
            Pattern.compile("(?<word>[a-z]{3}_)([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    private WebhookIds() {}

    /** The endpoint that a text names, hyphenated; empty where it has another form. */
    static Optional<String> endpoint(String text) {
        return parse(NativeFormat.ENDPOINT, text);
    }

    /** The delivery that a text names, hyphenated; empty where it has another form. */
    static Optional<String> delivery(String text) {
        return parse(DELIVERY, text);
    }

    static String ofDelivery(String id) {
        return DELIVERY + JobIds.hex(id);
    }

    static String ofEvent(String id) {
        return EventId.of(id).publicText();
    }

    private static Optional<String> parse(String word, String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && form.group("word").equals(word)
                ? Optional.of(form.replaceFirst("$2-$3-$4-$5-$6"))
                : Optional.empty();
    }
}
