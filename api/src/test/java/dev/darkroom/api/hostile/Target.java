package dev.darkroom.api.hostile;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A surface, as far as somebody has to know it who means it harm. */
enum Target {
    STRATIZON("/v1/images/generations", "/v1/tasks/", "{\"prompt\": \"a lake\"}", "n expires_after", "quality", 20_000),
    VREX("/api/v1/images", "/api/v1/images/", "{\"prompt\": \"a lake\"}", "n seed", "size", 2_000),
    APIFRAME(
            "/v2/images/generate",
            "/v2/jobs/",
            "{\"prompt\": \"a lake\", \"model\": \"nano-banana-2\"}",
            "params.n params.seed",
            "params.aspectRatio",
            2_000),
    GPTIMAGE2(
            "/api/ai/image/generate",
            "/api/ai/tasks/",
            "{\"prompt\": \"a lake\", \"model\": \"google/nano-banana\"}",
            "providerInput.seed",
            "aspectRatio",
            5_000),
    QOLABA(
            "/api/v1/images/generate",
            "/api/v1/tasks/",
            "{\"prompt\": \"a lake\", \"model\": \"vertex/nano-banana-flash\", \"celery\": true}",
            "num_images seed",
            "aspect_ratio",
            4_000),
    OPENAI(
            "/openai/v1/images/generations",
            "/openai/v1/models/",
            "{\"prompt\": \"a lake\"}",
            "n partial_images",
            "size",
            32_000);

    /** Where images are asked for. */
    final String post;

    /** The beginning of the path where something is read by its id. */
    final String read;

    /** A body that is fine. */
    final String body;

    /** A field that takes one of several words. */
    final String word;

    /** How many characters a prompt may have. */
    final int promptMax;

    private final String integers;

    Target(String post, String read, String body, String integers, String word, int promptMax) {
        this.post = post;
        this.read = read;
        this.body = body;
        this.integers = integers;
        this.word = word;
        this.promptMax = promptMax;
    }

    /** Fields that take integers, by their paths in the body. */
    List<String> integers() {
        return List.of(integers.split(" "));
    }

    /** The body that is fine, but for the one field at that path. */
    String with(String path, String json) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        JsonValue fine = StrictJson.read(body.getBytes(StandardCharsets.UTF_8));
        fine.fieldsOrNone().forEach((name, value) -> fields.put(name, JsonText.asRead(value)));
        String[] steps = path.split("\\.", 2);
        fields.put(steps[0], steps.length == 1 ? json : "{\"%s\": %s}".formatted(steps[1], json));
        return fields.entrySet().stream()
                .map(field -> "\"%s\": %s".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** What nothing at the path where things are read is answered. */
    Expected missing() {
        return this == OPENAI ? Expected.refused(Refusal.NO_SUCH_MODEL, "model") : Expected.refused(Refusal.NOT_FOUND);
    }

    /** What somebody is answered who would read where images are asked for. */
    Expected unreadable() {
        // One surface asks for images where another one reads them by their ids.
        return Expected.refused(this == QOLABA ? Refusal.NOT_FOUND : Refusal.WRONG_METHOD);
    }

    /** What a well-formed name that no model has is answered. */
    Expected unknownModel() {
        return Expected.refused(this == OPENAI ? Refusal.NO_SUCH_MODEL : Refusal.INVALID, "model");
    }

    /** The body of a refusal, with {@code *} for what may be anything. */
    String says(Refusal refusal, @Nullable String param) {
        String message = message(refusal, param);
        String shape = switch (this) {
            case STRATIZON, VREX ->
                "{'error':{'code':'%s','message':'%s','param':%s,'request_id':'req_*'}}"
                        .formatted(refusal.code, message, orNull(param));
            case OPENAI ->
                "{'error':{'message':'%s','type':'invalid_request_error','param':%s,'code':'%s'}}"
                        .formatted(message, orNull(param), refusal.openai);
            case QOLABA -> "{'error':'%s','message':'%s'}".formatted(refusal.qolaba, message);
            case APIFRAME -> apiframe(refusal, param, message);
            case GPTIMAGE2 ->
                refusal == Refusal.INVALID ? invalid(param) : "{'error':'%s'}".formatted(refusal.gptimage2);
        };
        return shape.replace('\'', '"');
    }

    /** Every key that is not good is told the same; a field is named. */
    private static String message(Refusal refusal, @Nullable String param) {
        return switch (refusal) {
            case BAD_KEY -> "The API key is not valid.";
            case INVALID -> param == null ? "*" : "`" + param + "` *";
            case NO_KEY, FORBIDDEN, NOT_FOUND, NO_SUCH_MODEL, WRONG_METHOD, TOO_LARGE, WRONG_TYPE -> "*";
        };
    }

    private static String apiframe(Refusal refusal, @Nullable String param, String message) {
        return refusal.status == 401
                ? "{'error':'Unauthorized','details':'%s'}".formatted(refusal.apiframe)
                : "{'error':'%s','details':{'code':'%s','path':%s,'message':'%s'}}"
                        .formatted(refusal.apiframe, refusal.code, orNull(param), message);
    }

    private static String invalid(@Nullable String param) {
        String details = param == null
                ? "{'formErrors':['*'],'fieldErrors':{}}"
                : "{'formErrors':[],'fieldErrors':{'%s':['`%s` *']}}".formatted(param.split("[.\\[]")[0], param);
        return "{'error':'Invalid request','details':%s}".formatted(details);
    }

    private static String orNull(@Nullable String param) {
        return param == null ? "null" : "'" + param + "'";
    }
}
