package dev.darkroom.api.catalogue;

import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fits what is asked to what the model can: the one place where a request meets the catalogue, for every surface. What
 * the model lacks is refused with the field, the model by its surface's name, and what it has instead.
 */
@Singleton
public final class Fitting {

    /** Leaves the aspect ratio to the model. */
    public static final String AUTO = "auto";

    private static final String SEED = "seed";

    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model cannot do it
     */
    public GenerationSpec fit(Ask ask, SurfaceWords words) {
        Fit fit = new Fit(ask, words);
        Capability capability = fit.capability();
        String prompt = fit.prompt();
        Offer.Quality quality = fit.quality();
        JsonValue.Obj parameters = parameters(fit);
        return new GenerationSpec(
                capability,
                ask.offer().model().id(),
                prompt,
                fit.images(),
                quality.priced(),
                fit.ratio(),
                fit.size(quality),
                fit.format(),
                ask.offer().model().can(Model.Ability.GRID),
                seed(parameters),
                text(without(parameters, SEED)));
    }

    private static @Nullable Long seed(JsonValue.Obj parameters) {
        return parameters.fields().get(SEED) instanceof JsonValue.Num number
                ? Long.valueOf(number.value().longValueExact())
                : null;
    }

    /** In the order of their names, and numbers as people write them: {@code 2.5E+2} is no integer to many. */
    private static String text(JsonValue.Obj parameters) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>(new TreeMap<>(parameters.fields()));
        fields.replaceAll((name, value) -> value instanceof JsonValue.Num number
                ? new JsonValue.Num(number.value().stripTrailingZeros().toPlainString())
                : value);
        return JsonText.asRead(new JsonValue.Obj(fields));
    }

    private static JsonValue.Obj without(JsonValue.Obj object, String name) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>(object.fields());
        fields.remove(name);
        return new JsonValue.Obj(fields);
    }

    /** The model's own parameters, the seed among them. */
    private JsonValue.Obj parameters(Fit fit) {
        Model model = fit.model();
        SequencedMap<String, JsonValue> asked = new LinkedHashMap<>(fit.ask().parameters());
        if (fit.ask().seed() != null) {
            asked.put(SEED, new JsonValue.Num(Long.toString(fit.ask().seed())));
        }
        for (String name : asked.keySet()) {
            if (!model.parameterNames().contains(name)) {
                throw new BadFieldException(
                        fit.words().parameter(name), unknown(fit.ask().offer()));
            }
        }
        JsonValue.Obj parameters = new JsonValue.Obj(asked);
        schemas.computeIfAbsent(model.id().value(), id -> new JsonSchema(model.parametersSchema()))
                .violation(JsonText.asRead(parameters))
                .ifPresent(violation -> {
                    throw new BadFieldException(
                            path(fit.words(), violation.path()),
                            violation.message() + " for " + fit.ask().offer().name());
                });
        return parameters;
    }

    private static String unknown(Offer offer) {
        List<String> known = offer.model().parameterNames();
        return "is not supported by %s, which has %s"
                .formatted(offer.name(), known.isEmpty() ? "no parameters" : String.join(", ", known));
    }

    private static String path(SurfaceWords words, String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? words.parameter(path) : words.parameter(path.substring(0, dot)) + path.substring(dot);
    }

    /** One request and one model. */
    private record Fit(Ask ask, SurfaceWords words) {

        Model model() {
            return ask.offer().model();
        }

        Capability capability() {
            boolean edits = model().capabilities().contains(Capability.IMAGE_TO_IMAGE);
            if (ask.references() > 0 && !edits) {
                throw refused(Trait.REFERENCES, "is not supported by %s, which takes no images");
            }
            if (ask.references() == 0 && !model().capabilities().contains(Capability.TEXT_TO_IMAGE)) {
                throw refused(Trait.REFERENCES, "is required for %s");
            }
            if (ask.references() > ask.offer().referencesMax()) {
                throw refused(
                        Trait.REFERENCES,
                        "must have at most %d images for %%s"
                                .formatted(ask.offer().referencesMax()));
            }
            if (ask.masked() && !model().can(Model.Ability.MASK)) {
                throw refused(Trait.MASK, "is not supported by %s, which takes no mask");
            }
            if (!ask.masked() && model().can(Model.Ability.NEEDS_MASK)) {
                throw refused(Trait.MASK, "is required for %s");
            }
            return ask.references() > 0 ? Capability.IMAGE_TO_IMAGE : Capability.TEXT_TO_IMAGE;
        }

        String prompt() {
            String prompt = ask.prompt();
            if (prompt == null) {
                if (!model().can(Model.Ability.NO_PROMPT)) {
                    throw refused(Trait.PROMPT, "is required for %s");
                }
                return "";
            }
            int most = ask.offer().promptMax();
            if (prompt.codePointCount(0, prompt.length()) > most) {
                throw refused(Trait.PROMPT, "must have at most %d characters for %%s".formatted(most));
            }
            return prompt;
        }

        int images() {
            int images = ask.images() == null ? model().images().otherwise() : ask.images();
            int least = model().images().least();
            int most = ask.offer().imagesMax();
            if (images < least || images > most) {
                throw refused(
                        Trait.IMAGES,
                        (least == most ? "must be %d for %%s" : "must be from %d to %d for %%s")
                                .formatted(least, most));
            }
            return images;
        }

        Offer.Quality quality() {
            Offer offer = ask.offer();
            if (ask.quality() == null) {
                return offer.qualities().getFirst();
            }
            if (!offer.qualityAsked()) {
                throw refused(Trait.QUALITY, "is not supported by %s, which has one quality");
            }
            List<String> known =
                    offer.qualities().stream().map(Offer.Quality::word).toList();
            return offer.quality(ask.quality()).orElseThrow(() -> refused(Trait.QUALITY, oneOf(known)));
        }

        String ratio() {
            String ratio = ask.ratio();
            if (ask.size() != null) {
                return named(ask.size());
            }
            if (ratio == null || ratio.equals(AUTO)) {
                return AUTO;
            }
            if (!ask.offer().ratios().contains(ratio)) {
                throw refused(Trait.ASPECT_RATIO, oneOf(ask.offer().ratios()));
            }
            return ratio;
        }

        ImageSize size(Offer.Quality quality) {
            if (ask.size() != null) {
                if (!ask.offer().sizes().contains(ask.size())) {
                    List<String> sizes =
                            ask.offer().sizes().stream().map(ImageSize::text).toList();
                    throw refused(Trait.SIZE, oneOf(sizes));
                }
                return ask.size();
            }
            Model.Tier tier = model().tier(quality.tier());
            String ratio = ratio().equals(AUTO) ? ask.offer().ratios().getFirst() : ratio();
            return tier.pixels(ratio)
                    .orElseThrow(() -> refused(Trait.ASPECT_RATIO, "is not what %s has at that quality"));
        }

        ImageFormat format() {
            List<ImageFormat> formats = model().formats();
            if (ask.format() == null) {
                return formats.getFirst();
            }
            List<String> known = formats.stream()
                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                    .toList();
            if (!known.contains(ask.format())) {
                throw refused(Trait.FORMAT, oneOf(known));
            }
            return formats.get(known.indexOf(ask.format()));
        }

        /** The ratio of a size in pixels: the catalogue's name for it, or its shortest form. */
        private String named(ImageSize size) {
            int divisor = gcd(size.width(), size.height());
            String shortest = "%d:%d".formatted(size.width() / divisor, size.height() / divisor);
            return model().tiers().stream()
                    .flatMap(tier -> tier.shapes().stream())
                    .filter(shape -> shape.size().equals(size))
                    .map(Model.Shape::ratio)
                    .findFirst()
                    .orElse(shortest);
        }

        private static int gcd(int a, int b) {
            return b == 0 ? a : gcd(b, a % b);
        }

        private static String oneOf(List<String> words) {
            return "must be one of %s for %%s".formatted(String.join(", ", words));
        }

        private BadFieldException refused(Trait trait, String message) {
            return new BadFieldException(
                    words.field(trait), message.formatted(ask.offer().name()));
        }
    }
}
