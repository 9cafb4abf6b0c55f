package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request says in its object of parameters. Their form is checked here; whether the model can do it is not.
 *
 * @param quality in the field that the offer names
 * @param references the images that it works from
 * @param own the model's own parameters, by their names in the catalogue
 */
record ApiframeParams(
        @Nullable String aspectRatio,
        @Nullable String quality,
        @Nullable Integer n,
        @Nullable String outputFormat,
        @Nullable Long seed,
        List<ImageInput> references,
        SequencedMap<String, JsonValue> own) {

    static final String ASPECT_RATIO = "aspectRatio";
    static final String N = "n";
    static final String OUTPUT_FORMAT = "outputFormat";
    static final String IMAGE_URL = "imageUrl";
    static final String IMAGE_URLS = "imageUrls";

    private static final String SEED = "seed";
    private static final int IMAGES_MAX = 10;
    private static final int REFERENCES_MAX = 16;

    ApiframeParams {
        own = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(own));
    }

    /**
     * Reads an object of parameters.
     *
     * @param field where it stands in the request
     * @throws BadFieldException for the first field that is wrong, or that the model does not have
     * @throws dev.darkroom.api.http.BadImageException where an image inside the request is none
     */
    static ApiframeParams parse(String field, JsonValue.Obj object, Offer offer, ImageInputs images) {
        Model model = offer.model();
        requireKnown(field, object, offer);
        Fields fields = Fields.of(field, object);
        String aspectRatio = fields.text(ASPECT_RATIO);
        String quality = offer.qualityField() == null ? null : fields.text(offer.qualityField());
        Integer n = fields.integerOrNull(N, 1, IMAGES_MAX);
        String outputFormat = fields.text(OUTPUT_FORMAT);
        List<ImageInput> references = references(field, fields, images);
        Long seed =
                model.parameterNames().contains(SEED) ? fields.longOrNull(SEED, Long.MIN_VALUE, Long.MAX_VALUE) : null;
        SequencedMap<String, JsonValue> own = new LinkedHashMap<>();
        for (String name : model.parameterNames()) {
            JsonValue value = fields.any(ApiframeWords.camel(name));
            if (value != null) {
                own.put(name, value);
            }
        }
        fields.end();
        return new ApiframeParams(aspectRatio, quality, n, outputFormat, seed, references, own);
    }

    /** Keeps texts of the caller out of logs. */
    @Override
    public String toString() {
        return "ApiframeParams[%s]".formatted(own.keySet());
    }

    /** Images come as a list, or as the one that there is. */
    private static List<ImageInput> references(String field, Fields fields, ImageInputs images) {
        String one = fields.text(IMAGE_URL);
        List<String> many = fields.texts(IMAGE_URLS, REFERENCES_MAX);
        if (one != null && !many.isEmpty()) {
            throw new BadFieldException(
                    field + "." + IMAGE_URL, "must not come together with `%s.%s`".formatted(field, IMAGE_URLS));
        }
        return one == null
                ? images.readAll(field + "." + IMAGE_URLS, many)
                : List.of(images.read(field + "." + IMAGE_URL, one));
    }

    /** Told in this surface's words, which the catalogue does not know. */
    private static void requireKnown(String field, JsonValue.Obj object, Offer offer) {
        List<String> known = names(offer);
        for (String name : object.fields().keySet()) {
            if (!known.contains(name) && !name.equals(IMAGE_URL) && !name.equals(IMAGE_URLS)) {
                throw new BadFieldException(
                        field + "." + name,
                        "is not supported by %s, which has %s".formatted(offer.name(), String.join(", ", known)));
            }
        }
    }

    private static List<String> names(Offer offer) {
        List<String> names = new ArrayList<>(List.of(ASPECT_RATIO));
        if (offer.qualityField() != null) {
            names.add(offer.qualityField());
        }
        names.add(N);
        names.add(OUTPUT_FORMAT);
        if (offer.referencesMax() > 0) {
            names.add(IMAGE_URL);
            names.add(IMAGE_URLS);
        }
        offer.model().parameterNames().forEach(name -> names.add(ApiframeWords.camel(name)));
        return names;
    }
}
