package dev.darkroom.api.surface.stratizon.webhooks;

import dev.darkroom.api.core.webhook.Webhooks;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for an endpoint.
 *
 * @param events one or more
 */
record EndpointRequest(String url, List<WebhookEventKind> events, String description) {

    static final String ENABLED = "enabled";
    static final String DISABLED = "disabled";

    private static final int URL_MAX = 2048;
    private static final int DESCRIPTION_MAX = 200;
    private static final List<String> WORDS =
            Arrays.stream(WebhookEventKind.values()).map(WebhookEventKind::word).toList();
    private static final List<WebhookEventKind> ENDS =
            List.of(WebhookEventKind.SUCCEEDED, WebhookEventKind.FAILED, WebhookEventKind.CANCELED);

    EndpointRequest {
        events = List.copyOf(events);
    }

    /**
     * Reads a request for a new endpoint.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static EndpointRequest parse(JsonValue body, CallbackUrls urls) {
        Fields fields = Fields.of(body);
        String url = url(fields, urls);
        List<WebhookEventKind> events = events(fields);
        String description = description(fields);
        fields.end();
        if (url == null) {
            throw new BadFieldException("url", "is required");
        }
        return new EndpointRequest(url, events == null ? ENDS : events, Objects.requireNonNullElse(description, ""));
    }

    /**
     * Reads what is to be another.
     *
     * @throws BadFieldException for the first field that is wrong or unknown
     */
    static Webhooks.Change parseChange(JsonValue body, CallbackUrls urls) {
        Fields fields = Fields.of(body);
        String url = url(fields, urls);
        List<WebhookEventKind> events = events(fields);
        String description = description(fields);
        String state = fields.word("state", "", List.of(ENABLED, DISABLED));
        fields.end();
        return new Webhooks.Change(url, events, description, state.isEmpty() ? null : state.equals(ENABLED));
    }

    private static @Nullable String url(Fields fields, CallbackUrls urls) {
        return urls.checked("url", fields.text("url", URL_MAX));
    }

    private static @Nullable List<WebhookEventKind> events(Fields fields) {
        List<String> words = fields.words("events", WORDS);
        if (words == null) {
            return null;
        }
        if (words.isEmpty()) {
            throw new BadFieldException("events", "must not be empty");
        }
        return Arrays.stream(WebhookEventKind.values())
                .filter(kind -> words.contains(kind.word()))
                .toList();
    }

    /** An empty one is one. */
    private static @Nullable String description(Fields fields) {
        String text = fields.text("description");
        if (text != null && text.codePointCount(0, text.length()) > DESCRIPTION_MAX) {
            throw new BadFieldException("description", "must have at most %d characters".formatted(DESCRIPTION_MAX));
        }
        return text;
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return "EndpointRequest[%s]".formatted(events);
    }
}
