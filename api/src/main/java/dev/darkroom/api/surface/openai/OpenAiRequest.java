package dev.darkroom.api.surface.openai;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request for images, read and checked as far as no model is needed for it.
 *
 * @param prompt null where there is none, which some models can do without
 * @param n null for as many as the model makes by itself
 * @param size null for the model's own
 * @param quality the word in the request; null where there is none
 * @param parameters what only some models have, by the names that the catalogue has too
 * @param responseFormat null where the request leaves it to the model
 * @param stream whether the images are to come as events
 * @param previews how many events of each image are to come before it
 */
record OpenAiRequest(
        @Nullable String prompt,
        String model,
        @Nullable Integer n,
        @Nullable ImageSize size,
        @Nullable String quality,
        @Nullable String outputFormat,
        SequencedMap<String, JsonValue> parameters,
        @Nullable String responseFormat,
        boolean stream,
        int previews,
        Images images) {

    static final int PROMPT_MAX = 32_000;
    static final int IMAGES_MAX = 10;
    static final int REFERENCES_MAX = 16;
    static final String MODEL = "gpt-image-2";
    static final String AUTO = "auto";
    static final String URL = "url";
    static final String B64_JSON = "b64_json";

    private static final int NAME_MAX = 100;
    private static final int PARTIAL_IMAGES_MAX = 3;
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");
    private static final List<String> PARAMETERS =
            List.of("background", "input_fidelity", "moderation", "output_compression", "style");

    /**
     * The images to work from.
     *
     * @param field what the request calls them
     * @param inputs all of them, the mask last
     */
    record Images(String field, List<ImageInput> inputs) {

        /** Of a request that works from its text alone. */
        static final Images NONE = new Images("image", List.of());

        Images {
            inputs = List.copyOf(inputs);
        }
    }

    OpenAiRequest {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads a request for new images.
     *
     * @throws BadFieldException for the first field that is wrong or unknown
     */
    static OpenAiRequest parse(JsonValue body) {
        return parse(Fields.of(body), Images.NONE);
    }

    /**
     * Reads a request for an edit, in JSON.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static OpenAiRequest parseEdit(JsonValue body, ImageInputs inputs) {
        Fields fields = Fields.of(body);
        return parse(fields, images(fields, inputs));
    }

    /**
     * Reads a request for an edit that came as a form.
     *
     * @throws BadFieldException for the first field that is wrong or unknown
     */
    static OpenAiRequest parseEdit(OpenAiForm form) {
        return parse(Fields.of(form.fields()), new Images("image", form.inputs()));
    }

    /** Keeps the prompt out of logs. */
    @Override
    public String toString() {
        return "OpenAiRequest[%s x %s]".formatted(n, quality);
    }

    private static OpenAiRequest parse(Fields fields, Images images) {
        String prompt = fields.text("prompt", PROMPT_MAX);
        String model = fields.text("model", NAME_MAX);
        Integer n = fields.integerOrNull("n", 1, IMAGES_MAX);
        ImageSize size = size(fields.text("size"));
        String quality = fields.text("quality");
        String outputFormat = fields.text("output_format");
        SequencedMap<String, JsonValue> parameters = parameters(fields);
        boolean stream = fields.flag("stream", false);
        String responseFormat = fields.word("response_format", "", List.of(URL, B64_JSON));
        if (stream && responseFormat.equals(URL)) {
            throw new BadFieldException("response_format", "must not be url when `stream` is true");
        }
        Integer previews = fields.integerOrNull("partial_images", 0, PARTIAL_IMAGES_MAX);
        // Who the end user is, is the caller's own affair.
        fields.text("user");
        fields.end();
        return new OpenAiRequest(
                prompt,
                model == null ? MODEL : model,
                n,
                size,
                quality,
                outputFormat,
                parameters,
                responseFormat.isEmpty() ? null : responseFormat,
                stream,
                stream && previews != null ? previews : 0,
                images);
    }

    private static @Nullable ImageSize size(@Nullable String text) {
        if (text == null || text.equals(AUTO)) {
            return null;
        }
        var sides = SIZE.matcher(text);
        if (!sides.matches()
                || Integer.parseInt(sides.group(1)) > ImageSize.SIDE_MAX
                || Integer.parseInt(sides.group(2)) > ImageSize.SIDE_MAX) {
            throw new BadFieldException("size", "must be auto, or like 1024x1024");
        }
        return new ImageSize(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }

    private static SequencedMap<String, JsonValue> parameters(Fields fields) {
        SequencedMap<String, JsonValue> parameters = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            JsonValue value = fields.any(name);
            if (value != null) {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    private static Images images(Fields fields, ImageInputs inputs) {
        List<JsonValue> images = fields.items("images", REFERENCES_MAX);
        if (images == null || images.isEmpty()) {
            throw new BadFieldException("images", images == null ? "is required" : "must not be empty");
        }
        List<ImageInput> read = new ArrayList<>();
        for (JsonValue image : images) {
            String path = "images[%d]".formatted(read.size());
            read.add(image(Fields.of(path, image), path, inputs));
        }
        Fields mask = fields.inside("mask");
        if (mask != null) {
            read.add(image(mask, "mask", inputs).asMask());
        }
        return new Images("images", read);
    }

    private static ImageInput image(Fields image, String path, ImageInputs inputs) {
        ImageInput input = inputs.read(path + ".image_url", image.requiredText("image_url", Integer.MAX_VALUE));
        image.end();
        return input;
    }
}
