package dev.darkroom.api.catalogue;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What a request asks of a model that its surface offers, before anybody has looked whether the model can do it. */
public final class Ask {

    private final Offer offer;
    private @Nullable String prompt;
    private @Nullable Integer images;
    private @Nullable String quality;
    private @Nullable String ratio;
    private @Nullable ImageSize size;
    private @Nullable String format;
    private @Nullable Long seed;
    private List<ImageInput> inputs = List.of();
    private final SequencedMap<String, JsonValue> parameters = new LinkedHashMap<>();

    private Ask(Offer offer) {
        this.offer = offer;
    }

    /** A request for one image as the model makes it by itself. */
    public static Ask of(Offer offer) {
        return new Ask(offer);
    }

    public Ask prompt(@Nullable String text) {
        prompt = text;
        return this;
    }

    /** How many; null for as many as the model makes by itself. */
    public Ask images(@Nullable Integer count) {
        images = count;
        return this;
    }

    /** One of the offer's words; null for its default. */
    public Ask quality(@Nullable String word) {
        quality = word;
        return this;
    }

    /** A ratio like {@code 16:9}, or {@code auto}; null for the model's own. */
    public Ask ratio(@Nullable String text) {
        ratio = text;
        return this;
    }

    /** The size in pixels, in place of a ratio. */
    public Ask size(@Nullable ImageSize pixels) {
        size = pixels;
        return this;
    }

    /** {@code png}, {@code jpeg} or {@code webp}; null for the model's own. */
    public Ask format(@Nullable String word) {
        format = word;
        return this;
    }

    public Ask seed(@Nullable Long value) {
        seed = value;
        return this;
    }

    /** The images to work from; with one or more it is an edit. */
    public Ask inputs(List<ImageInput> images) {
        inputs = List.copyOf(images);
        return this;
    }

    /** One of the model's own parameters; nothing is asked where the value is null. */
    public Ask parameter(String name, @Nullable JsonValue value) {
        if (value != null) {
            parameters.put(name, value);
        }
        return this;
    }

    Offer offer() {
        return offer;
    }

    @Nullable
    String prompt() {
        return prompt;
    }

    @Nullable
    Integer images() {
        return images;
    }

    @Nullable
    String quality() {
        return quality;
    }

    @Nullable
    String ratio() {
        return ratio;
    }

    @Nullable
    ImageSize size() {
        return size;
    }

    @Nullable
    String format() {
        return format;
    }

    @Nullable
    Long seed() {
        return seed;
    }

    List<ImageInput> inputs() {
        return inputs;
    }

    int references() {
        return ImageInput.references(inputs);
    }

    boolean masked() {
        return ImageInput.masked(inputs);
    }

    SequencedMap<String, JsonValue> parameters() {
        return Collections.unmodifiableSequencedMap(parameters);
    }
}
