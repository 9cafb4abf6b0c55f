package dev.darkroom.api.surface.qolaba;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for images, read and checked as far as no model is needed for it.
 *
 * @param prompt null where it is left out, as some models allow
 * @param celery whether the answer comes at once, before there are images
 * @param parameters what else the model is told; only what was given
 */
record QolabaRequest(
        String model,
        @Nullable String prompt,
        boolean celery,
        Pictures pictures,
        @Nullable String aspectRatio,
        @Nullable String quality,
        @Nullable Integer numImages,
        Map<QolabaParameter, JsonValue> parameters) {

    static final String PROMPT = "prompt";
    static final String MODEL = "model";
    static final String IMAGE_URLS = "image_urls";
    static final String REFERENCE_IMAGES = "reference_images";
    static final String MASK_URL = "mask_url";
    static final String ASPECT_RATIO = "aspect_ratio";
    static final String QUALITY = "quality";
    static final String NUM_IMAGES = "num_images";

    static final int PROMPT_MAX = 4000;
    static final int NEGATIVE_PROMPT_MAX = 2000;
    private static final int DESCRIPTION_MAX = 2000;
    private static final int WORD_MAX = 100;
    private static final int PICTURES_MAX = 14;
    private static final int IMAGES_MAX = 10;
    private static final int STEPS_MAX = 150;
    private static final int GUIDANCE_MAX = 30;
    private static final int TEMPERATURE_MAX = 2;

    /**
     * The images that a request works from.
     *
     * @param sources what is to be changed
     * @param references what is to be kept to
     * @param mask where to change; null for everywhere
     */
    record Pictures(
            List<ImageInput> sources,
            List<ImageInput> references,
            @Nullable ImageInput mask) {

        Pictures {
            sources = List.copyOf(sources);
            references = List.copyOf(references);
        }

        /** All of them, in their order, the mask last. */
        List<ImageInput> all() {
            List<ImageInput> all = new ArrayList<>(sources);
            all.addAll(references);
            if (mask != null) {
                all.add(mask);
            }
            return all;
        }

        int count() {
            return sources.size() + references.size();
        }

        /** What is said of them, for the model. */
        List<String> descriptions() {
            return references.stream()
                    .flatMap(reference -> Stream.ofNullable(reference.description()))
                    .toList();
        }

        /** The field that a refusal of the images names. */
        String field() {
            return sources.isEmpty() && !references.isEmpty() ? REFERENCE_IMAGES : IMAGE_URLS;
        }

        /** Keeps the descriptions out of logs. */
        @Override
        public String toString() {
            return "Pictures[%d]".formatted(count());
        }
    }

    QolabaRequest {
        parameters = Collections.unmodifiableMap(parameters.isEmpty() ? Map.of() : new EnumMap<>(parameters));
    }

    /**
     * Reads a request.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static QolabaRequest parse(JsonValue body, ImageInputs inputs) {
        Fields fields = Fields.of(body);
        String model = fields.requiredText(MODEL, WORD_MAX);
        String prompt = fields.text(PROMPT, PROMPT_MAX);
        boolean celery = fields.flag("celery", false);
        Pictures pictures = pictures(fields, inputs);
        String aspectRatio = fields.text(ASPECT_RATIO, WORD_MAX);
        String quality = fields.text(QUALITY, WORD_MAX);
        Integer numImages = fields.integerOrNull(NUM_IMAGES, 1, IMAGES_MAX);
        Map<QolabaParameter, JsonValue> parameters = parameters(fields);
        fields.end();
        return new QolabaRequest(model, prompt, celery, pictures, aspectRatio, quality, numImages, parameters);
    }

    /** Keeps the texts out of logs. */
    @Override
    public String toString() {
        return "QolabaRequest[%s x %s]".formatted(numImages, model);
    }

    private static Map<QolabaParameter, JsonValue> parameters(Fields fields) {
        Map<QolabaParameter, JsonValue> parameters = new EnumMap<>(QolabaParameter.class);
        for (QolabaParameter parameter : QolabaParameter.values()) {
            JsonValue value = value(fields, parameter);
            if (value != null) {
                parameters.put(parameter, value);
            }
        }
        return parameters;
    }

    private static @Nullable JsonValue value(Fields fields, QolabaParameter parameter) {
        String field = parameter.field();
        return switch (parameter) {
            case SEED -> integer(fields.longOrNull(field, 0, Long.MAX_VALUE));
            case STEPS -> integer(fields.longOrNull(field, 1, STEPS_MAX));
            case GUIDANCE -> fields.number(field, 0, GUIDANCE_MAX);
            case TEMPERATURE -> fields.number(field, 0, TEMPERATURE_MAX);
            case NEGATIVE_PROMPT -> text(fields.text(field, NEGATIVE_PROMPT_MAX));
        };
    }

    private static JsonValue.@Nullable Num integer(@Nullable Long value) {
        return value == null ? null : new JsonValue.Num(value.toString());
    }

    private static JsonValue.@Nullable Str text(@Nullable String value) {
        return value == null ? null : new JsonValue.Str(value);
    }

    private static Pictures pictures(Fields fields, ImageInputs inputs) {
        List<ImageInput> sources = inputs.readAll(IMAGE_URLS, fields.texts(IMAGE_URLS, PICTURES_MAX));
        List<JsonValue> given = fields.items(REFERENCE_IMAGES, PICTURES_MAX);
        List<ImageInput> references = new ArrayList<>();
        for (JsonValue reference : given == null ? List.<JsonValue>of() : given) {
            references.add(reference("%s[%d]".formatted(REFERENCE_IMAGES, references.size()), reference, inputs));
        }
        String mask = fields.text(MASK_URL);
        return new Pictures(
                sources,
                references,
                mask == null ? null : inputs.read(MASK_URL, mask).asMask());
    }

    private static ImageInput reference(String path, JsonValue value, ImageInputs inputs) {
        Fields reference = Fields.of(path, value);
        ImageInput image = inputs.read(path + ".url", reference.requiredText("url", Integer.MAX_VALUE));
        String description = reference.text("description", DESCRIPTION_MAX);
        reference.end();
        return image.described(description);
    }
}
