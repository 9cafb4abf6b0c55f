package dev.darkroom.api.testing;

import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A canonical request as JSON, for golden files. */
public final class SpecJson {

    private SpecJson() {}

    /** What a surface understood. */
    public static String of(Submission submission) {
        GenerationSpec spec = submission.spec();
        Submission.Options options = submission.options();
        LinkedHashMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("surface", text(submission.surface()));
        fields.put("book", text(submission.offer().book()));
        fields.put("capability", text(spec.capability().word()));
        fields.put("model", text(spec.model().value()));
        fields.put("prompt", text(spec.prompt()));
        fields.put("images", number(spec.images()));
        fields.put("quality", text(spec.quality()));
        fields.put("aspect_ratio", text(spec.aspectRatio()));
        fields.put("size", text(spec.size().text()));
        fields.put("format", text(spec.format().name().toLowerCase(Locale.ROOT)));
        fields.put("grid", new JsonValue.Bool(spec.grid()));
        fields.put("seed", spec.seed() == null ? new JsonValue.Null() : number(spec.seed()));
        fields.put("parameters", StrictJson.read(spec.parameters().getBytes(StandardCharsets.UTF_8)));
        fields.put(
                "texts",
                new JsonValue.Arr(
                        submission.texts().stream().map(SpecJson::text).toList()));
        fields.put("metadata", text(options.metadata()));
        fields.put("rendering", text(options.rendering()));
        Submission.Webhook webhook = options.webhook();
        fields.put("webhook_url", text(webhook == null ? null : webhook.url()));
        fields.put("webhook_events", text(webhook == null ? null : webhook.events()));
        return JsonText.asRead(new JsonValue.Obj(fields));
    }

    private static JsonValue text(@Nullable String value) {
        return value == null ? new JsonValue.Null() : new JsonValue.Str(value);
    }

    private static JsonValue number(long value) {
        return new JsonValue.Num(Long.toString(value));
    }
}
