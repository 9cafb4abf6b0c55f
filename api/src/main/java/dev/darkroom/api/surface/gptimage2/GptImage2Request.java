package dev.darkroom.api.surface.gptimage2;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for an image, read and checked as far as no model is needed for it.
 *
 * @param references the images that it works from; with one or more it is an edit
 * @param aspectRatio null for the model's own
 * @param resolution null for the model's own
 * @param outputFormat null for the model's own
 * @param providerInput what is passed through to the provider, by its own names
 */
record GptImage2Request(
        String prompt,
        String model,
        List<ImageInput> references,
        @Nullable String aspectRatio,
        @Nullable String resolution,
        @Nullable String outputFormat,
        JsonValue.@Nullable Obj providerInput) {

    static final String PROVIDER_INPUT = "providerInput";
    static final String REFERENCES = "inputImageUrls";

    static final int PROMPT_MAX = 20_000;
    private static final int NAME_MAX = 100;
    private static final int REFERENCES_MAX = 14;
    private static final int PROVIDER_INPUT_BYTES_MAX = 16 * 1024;
    static final String MODEL = "gpt-image-2";
    private static final String UNSAID = "";
    private static final List<String> ASPECT_RATIOS =
            List.of("auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "4:5", "5:4", "21:9");
    private static final List<String> RESOLUTIONS = List.of("1K", "2K", "4K");
    private static final List<String> OUTPUT_FORMATS = List.of("png", "jpeg", "webp");

    /**
     * Reads a request.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static GptImage2Request parse(JsonValue body, ImageInputs images) {
        Fields fields = Fields.of(body);
        String prompt = fields.requiredText("prompt", PROMPT_MAX);
        String model = fields.text("model", NAME_MAX);
        List<String> references = fields.texts(REFERENCES, REFERENCES_MAX);
        String aspectRatio = fields.word("aspectRatio", UNSAID, ASPECT_RATIOS);
        String resolution = fields.word("resolution", UNSAID, RESOLUTIONS);
        String outputFormat = fields.word("outputFormat", UNSAID, OUTPUT_FORMATS);
        JsonValue.Obj providerInput = fields.object(PROVIDER_INPUT);
        fields.end();
        List<ImageInput> inputs = images.readAll(REFERENCES, references);
        if (providerInput != null && bytes(providerInput) > PROVIDER_INPUT_BYTES_MAX) {
            throw new BadFieldException(
                    PROVIDER_INPUT, "must have at most %d bytes".formatted(PROVIDER_INPUT_BYTES_MAX));
        }
        return new GptImage2Request(
                prompt,
                model == null ? MODEL : model,
                inputs,
                saidOrNull(aspectRatio),
                saidOrNull(resolution),
                saidOrNull(outputFormat),
                providerInput);
    }

    /** Keeps the prompt and what is passed through out of logs. */
    @Override
    public String toString() {
        return "GptImage2Request[%d references]".formatted(references.size());
    }

    private static @Nullable String saidOrNull(String word) {
        return word.equals(UNSAID) ? null : word;
    }

    private static int bytes(JsonValue value) {
        return JsonText.asRead(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
