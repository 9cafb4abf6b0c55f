package dev.darkroom.infra.local.receiver;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a delivery says, in whatever surface's words. Nothing of it is to be trusted.
 *
 * @param event its word, such as {@code task.succeeded}; empty where it has none
 * @param task whose event it is; empty where it names none
 * @param text the body, cut to {@value #TEXT_MAX} characters
 * @param bytes how long the body was
 * @param isCut whether it was longer than what is kept of it
 */
record Content(String event, String task, String text, int bytes, boolean isCut) {

    static final int TEXT_MAX = 65_536;
    private static final int WORD_MAX = 200;
    private static final List<String> TASK_FIELDS = List.of("task_id", "jobId", "image_gen_id");

    /**
     * Reads a body.
     *
     * @param eventHeader the event's word where the body does not say it
     */
    static Content of(byte[] body, String eventHeader) {
        JsonValue json = json(body);
        String event = text(json, "event");
        String task = Stream.of(json, json.field("data"))
                .flatMap(object -> TASK_FIELDS.stream().map(name -> text(object, name)))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
        String text = new String(body, StandardCharsets.UTF_8);
        return new Content(
                cut(event.isEmpty() ? eventHeader : event, WORD_MAX),
                cut(task, WORD_MAX),
                cut(text, TEXT_MAX),
                body.length,
                text.length() > TEXT_MAX);
    }

    static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }

    private static JsonValue json(byte[] body) {
        try {
            return StrictJson.read(body);
        } catch (BadFieldException e) {
            return new JsonValue.Null();
        }
    }

    private static String text(JsonValue object, String name) {
        return object.field(name) instanceof JsonValue.Str string ? string.value() : "";
    }
}
