package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for images, read and checked as far as no model is needed for it.
 *
 * @param model a name from the catalogue, or {@code auto}
 * @param aspectRatio null where the request leaves it to the quality
 * @param webhookEvents the words of the events; null where there is no webhook
 * @param expiresAfter null where the request leaves it to the installation
 * @param metadata the caller's own object, as text
 * @param parameters the model's own, by the names in the catalogue
 * @param images the images that it works from
 */
public record TaskRequest(
        String prompt,
        String model,
        String quality,
        @Nullable String aspectRatio,
        @Nullable Integer n,
        @Nullable String webhookUrl,
        @Nullable List<String> webhookEvents,
        @Nullable Duration expiresAfter,
        @Nullable String metadata,
        JsonValue.@Nullable Obj parameters,
        List<ImageInput> images) {

    /** How long a URL is at the most. */
    public static final int URL_MAX = 2048;

    static final int PROMPT_MAX = 20_000;
    static final int IMAGES_MAX = 4;
    static final String AUTO = "auto";

    private static final int NAME_MAX = 100;
    private static final int METADATA_BYTES_MAX = 4096;
    private static final int EXPIRES_SECONDS_MAX = 86_400;
    private static final String CANCEL_AFTER = "Cancel-After";
    private static final Pattern CANCEL_AFTER_FORM = Pattern.compile("(\\d{1,5})([sm])");
    private static final List<String> QUALITIES = List.of("standard", "hd");
    private static final List<String> ASPECT_RATIOS = List.of(AUTO, "1:1", "16:9", "9:16", "4:3", "3:4", "2:1");
    private static final List<String> EVENTS =
            Arrays.stream(WebhookEventKind.values()).map(WebhookEventKind::word).toList();

    /** Of which events the caller is told where the request does not say. */
    public static final List<String> EVENTS_UNLESS_SAID = EVENTS.stream()
            .filter(word -> !word.equals(WebhookEventKind.PROGRESSED.word()))
            .toList();

    public TaskRequest {
        images = List.copyOf(images);
        webhookEvents = webhookEvents == null ? null : List.copyOf(webhookEvents);
    }

    /**
     * Reads a request.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static TaskRequest parse(JsonValue body, HttpRequest<?> request, CallbackUrls urls) {
        return parse(Fields.of(body), request, urls, List.of());
    }

    /**
     * Reads a step of a chain, which says nothing of what concerns the chain as a whole.
     *
     * @param images the images that it works from, empty for a step that works from its prompt alone
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    public static TaskRequest parseStep(Fields fields, List<ImageInput> images) {
        String prompt = fields.requiredText("prompt", PROMPT_MAX);
        String model = fields.text("model", NAME_MAX);
        String quality = fields.word("quality", QUALITIES.getFirst(), QUALITIES);
        String aspectRatio = fields.word("aspect_ratio", "", ASPECT_RATIOS);
        Integer n = fields.integerOrNull("n", 1, IMAGES_MAX);
        JsonValue.Obj parameters = fields.object("parameters");
        fields.end();
        return new TaskRequest(
                prompt,
                model == null ? AUTO : model,
                quality,
                aspectRatio.isEmpty() ? null : aspectRatio,
                n,
                null,
                null,
                null,
                null,
                parameters,
                images);
    }

    /**
     * Reads a request that works from images.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static TaskRequest parseEdit(JsonValue body, HttpRequest<?> request, CallbackUrls urls, TaskImages images) {
        Fields fields = Fields.of(body);
        return parse(fields, request, urls, images.take(fields));
    }

    private static TaskRequest parse(
            Fields fields, HttpRequest<?> request, CallbackUrls urls, List<ImageInput> images) {
        String prompt = fields.requiredText("prompt", PROMPT_MAX);
        String model = fields.text("model", NAME_MAX);
        String quality = fields.word("quality", QUALITIES.getFirst(), QUALITIES);
        String aspectRatio = fields.word("aspect_ratio", "", ASPECT_RATIOS);
        Integer n = fields.integerOrNull("n", 1, IMAGES_MAX);
        String url = webhookUrl(fields, urls);
        List<String> events = webhookEvents(fields.words("webhook_events", EVENTS), url);
        Duration expiresAfter = expiresAfter(fields.integer("expires_after", 0, 1, EXPIRES_SECONDS_MAX), request);
        String metadata = metadata(fields.object("metadata"));
        JsonValue.Obj parameters = fields.object("parameters");
        fields.end();
        return new TaskRequest(
                prompt,
                model == null ? AUTO : model,
                quality,
                aspectRatio.isEmpty() ? null : aspectRatio,
                n,
                url,
                events,
                expiresAfter,
                metadata,
                parameters,
                images);
    }

    /** Keeps the prompt out of logs. */
    @Override
    public String toString() {
        return "TaskRequest[%s x %s]".formatted(n, quality);
    }

    /**
     * Where the caller wants to be told.
     *
     * @throws BadFieldException where it is too long, or no URL that may be called
     */
    public static @Nullable String webhookUrl(Fields fields, CallbackUrls urls) {
        return urls.checked("webhook_url", fields.text("webhook_url", URL_MAX));
    }

    private static @Nullable List<String> webhookEvents(@Nullable List<String> events, @Nullable String url) {
        if (url == null && events != null) {
            throw new BadFieldException("webhook_events", "needs a `webhook_url`");
        }
        if (events != null && events.isEmpty()) {
            throw new BadFieldException("webhook_events", "must not be empty");
        }
        return url == null || events != null ? events : EVENTS_UNLESS_SAID;
    }

    private static @Nullable Duration expiresAfter(int seconds, HttpRequest<?> request) {
        if (request.getHeaders().getAll(CANCEL_AFTER).size() > 1) {
            throw new BadFieldException(CANCEL_AFTER, "must not be there twice");
        }
        String header = request.getHeaders().get(CANCEL_AFTER);
        if (header == null) {
            return seconds == 0 ? null : Duration.ofSeconds(seconds);
        }
        if (seconds != 0) {
            throw new BadFieldException(CANCEL_AFTER, "must not come together with `expires_after`");
        }
        Matcher form = CANCEL_AFTER_FORM.matcher(header);
        int value = form.matches() ? Integer.parseInt(form.group(1)) : 0;
        Duration after =
                form.matches() && form.group(2).equals("m") ? Duration.ofMinutes(value) : Duration.ofSeconds(value);
        if (after.isZero() || after.toSeconds() > EXPIRES_SECONDS_MAX) {
            throw new BadFieldException(CANCEL_AFTER, "must be like 30s or 5m, at most a day");
        }
        return after;
    }

    /**
     * The caller's own object as it is kept.
     *
     * @throws BadFieldException where it is too large
     */
    public static @Nullable String metadata(JsonValue.@Nullable Obj object) {
        if (object == null) {
            return null;
        }
        String text = JsonText.asRead(object);
        if (text.getBytes(StandardCharsets.UTF_8).length > METADATA_BYTES_MAX) {
            throw new BadFieldException("metadata", "must have at most %d bytes".formatted(METADATA_BYTES_MAX));
        }
        return text;
    }
}
