package dev.darkroom.api.surface.vrex;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for images, read and checked as far as no model is needed for it.
 *
 * @param size pixels like {@code 1024x1024}
 * @param seed null for a result that need not come again
 * @param references the images that it works from
 * @param outputFormat how the images are to be shown: {@value #URL} or {@value #RAW_KEY}
 */
record VrexRequest(
        String prompt,
        int n,
        String size,
        String model,
        @Nullable Long seed,
        List<ImageInput> references,
        @Nullable String webhookUrl,
        String outputFormat) {

    static final String URL = "url";
    static final String RAW_KEY = "raw_key";

    static final int PROMPT_MAX = 2000;
    private static final int IMAGES_MAX = 4;
    private static final int REFERENCES_MAX = 4;
    private static final int NAME_MAX = 100;
    static final int URL_MAX = 2048;
    static final String MODEL = "nano-banana-2";
    private static final String REFERENCES = "ref_images";
    private static final List<String> SIZES = List.of("1024x1024", "1280x720", "720x1280", "1920x1080");
    private static final List<String> OUTPUT_FORMATS = List.of(URL, RAW_KEY);

    /**
     * Reads a request.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static VrexRequest parse(JsonValue body, CallbackUrls urls, ImageInputs images) {
        Fields fields = Fields.of(body);
        String prompt = fields.requiredText("prompt", PROMPT_MAX);
        int n = fields.integer("n", 1, 1, IMAGES_MAX);
        String size = fields.word("size", SIZES.getFirst(), SIZES);
        String model = fields.text("model", NAME_MAX);
        Long seed = fields.longOrNull("seed", 0, Long.MAX_VALUE);
        List<String> references = fields.texts(REFERENCES, REFERENCES_MAX);
        String webhookUrl = fields.text("webhook_url", URL_MAX);
        String outputFormat = fields.word("output_format", URL, OUTPUT_FORMATS);
        fields.end();
        return new VrexRequest(
                prompt,
                n,
                size,
                model == null ? MODEL : model,
                seed,
                images.readAll(REFERENCES, references),
                urls.checked("webhook_url", webhookUrl),
                outputFormat);
    }

    /** Keeps the prompt out of logs. */
    @Override
    public String toString() {
        return "VrexRequest[%d x %s]".formatted(n, size);
    }
}
