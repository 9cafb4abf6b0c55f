package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.catalogue.SurfaceWords;
import dev.darkroom.api.catalogue.Trait;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.JsonValue;

/**
 * The names of this surface's fields in a request for one model: all but the prompt stand in an object of parameters.
 *
 * @param field where that object stands
 */
record ApiframeWords(String field, JsonValue.Obj params, Offer offer) implements SurfaceWords {

    private static final String QUALITY = "quality";

    /** The field of a family's parameters: {@code nanoBananaParams} for {@code nano-banana}. */
    static String params(String family) {
        return camel(family) + "Params";
    }

    /** {@code negativePrompt} for {@code negative_prompt}, {@code nanoBanana} for {@code nano-banana}. */
    static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' || c == '-') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    @Override
    public String field(Trait trait) {
        return switch (trait) {
            case PROMPT -> "prompt";
            case IMAGES -> at(ApiframeParams.N);
            case QUALITY -> at(offer.qualityField() == null ? QUALITY : offer.qualityField());
            case ASPECT_RATIO -> at(ApiframeParams.ASPECT_RATIO);
            case SIZE -> at("size");
            case FORMAT -> at(ApiframeParams.OUTPUT_FORMAT);
            case REFERENCES ->
                at(
                        params.fields().containsKey(ApiframeParams.IMAGE_URL)
                                ? ApiframeParams.IMAGE_URL
                                : ApiframeParams.IMAGE_URLS);
            case MASK -> at("maskUrl");
        };
    }

    @Override
    public String parameter(String name) {
        return at(camel(name));
    }

    private String at(String name) {
        return field + "." + name;
    }
}
