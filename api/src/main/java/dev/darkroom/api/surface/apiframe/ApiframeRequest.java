package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for images, read and checked as far as no model is needed for it.
 *
 * @param webhookEvents of which moments it is to be told, in the canonical order; empty where there is no webhook
 * @param params the objects of parameters that are there, by their fields, {@link #PARAMS} the last
 */
record ApiframeRequest(
        String prompt,
        String model,
        @Nullable String webhookUrl,
        List<WebhookEventKind> webhookEvents,
        SequencedMap<String, JsonValue.Obj> params) {

    /** The field that any model takes its parameters in. */
    static final String PARAMS = "params";

    static final int PROMPT_MAX = 2000;
    private static final int NAME_MAX = 100;
    static final int URL_MAX = 2048;
    private static final String PROGRESS = "progress";
    private static final String COMPLETED = "completed";
    private static final String FAILED = "failed";
    private static final List<String> EVENTS = List.of(PROGRESS, COMPLETED, FAILED);
    private static final List<String> EVENTS_UNLESS_SAID = List.of(COMPLETED, FAILED);

    ApiframeRequest {
        webhookEvents = List.copyOf(webhookEvents);
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(params));
    }

    /**
     * Reads a request.
     *
     * @param families the fields of parameters that there are, one for each family of models
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static ApiframeRequest parse(JsonValue body, Collection<String> families, CallbackUrls urls) {
        Fields fields = Fields.of(body);
        String prompt = fields.requiredText("prompt", PROMPT_MAX);
        String model = fields.requiredText("model", NAME_MAX);
        String url = urls.checked("webhookUrl", fields.text("webhookUrl", URL_MAX));
        List<WebhookEventKind> events = webhookEvents(fields.words("webhookEvents", EVENTS), url);
        SequencedMap<String, JsonValue.Obj> params = new LinkedHashMap<>();
        Stream.concat(families.stream(), Stream.of(PARAMS)).forEach(field -> {
            JsonValue.Obj object = fields.object(field);
            if (object != null) {
                params.put(field, object);
            }
        });
        fields.end();
        return new ApiframeRequest(prompt, model, url, events, params);
    }

    /** Keeps the prompt out of logs. */
    @Override
    public String toString() {
        return "ApiframeRequest[%s]".formatted(params.keySet());
    }

    private static List<WebhookEventKind> webhookEvents(@Nullable List<String> words, @Nullable String url) {
        if (url == null && words != null) {
            throw new BadFieldException("webhookEvents", "needs a `webhookUrl`");
        }
        if (words != null && words.isEmpty()) {
            throw new BadFieldException("webhookEvents", "must not be empty");
        }
        List<String> asked = words == null ? EVENTS_UNLESS_SAID : words;
        return url == null
                ? List.of()
                : Stream.of(WebhookEventKind.values())
                        .filter(kind -> asked.contains(word(kind)))
                        .toList();
    }

    /** The surface's word for a moment. It knows no canceled job, only a failed one. */
    static String word(WebhookEventKind kind) {
        return switch (kind) {
            case PROGRESSED -> PROGRESS;
            case SUCCEEDED -> COMPLETED;
            case FAILED, CANCELED -> FAILED;
        };
    }
}
