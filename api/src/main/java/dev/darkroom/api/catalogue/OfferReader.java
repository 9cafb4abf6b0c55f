package dev.darkroom.api.catalogue;

import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each surface offers of a model. What an offer leaves out is the model's own; two surfaces offer every model, also
 * one whose file does not say so.
 */
final class OfferReader {

    static final String NATIVE = "stratizon";
    static final String OPENAI = "openai";

    private static final List<String> SURFACES = List.of("vrex", "apiframe", NATIVE, "gptimage2", "qolaba", OPENAI);
    private static final List<String> NATIVE_RATIOS = List.of("1:1", "16:9", "9:16", "4:3", "3:4", "2:1");
    private static final int NATIVE_IMAGES_MAX = 4;
    private static final String STANDARD = "standard";
    private static final String HD = "hd";
    private static final Json NOTHING = new Json(new JsonValue.Null());

    private final FamilyFile.Entry entry;

    OfferReader(FamilyFile.Entry entry) {
        this.entry = entry;
    }

    /** The offers of the model, each surface's at most one. */
    List<Offer> read() {
        List<Offer> offers = new ArrayList<>();
        for (String surface : SURFACES) {
            Optional<Json> said = entry.offers().find(surface);
            if (said.isPresent() || surface.equals(NATIVE) || surface.equals(OPENAI)) {
                offers.add(offer(surface, said.orElse(NOTHING)));
            }
        }
        return offers;
    }

    private Offer offer(String surface, Json offer) {
        Model model = entry.model();
        List<Offer.Quality> said = qualities(offer);
        return new Offer(
                surface,
                PriceBooks.of(surface),
                model,
                names(surface, offer),
                Math.min(model.promptMax(), offer.number("prompt_characters", model.promptMax())),
                Math.min(model.referencesMax(), offer.number("references", model.referencesMax())),
                imagesMax(surface, offer),
                ratios(surface, offer),
                sizes(offer),
                offer.textOrNull("quality_field"),
                qualities(surface, said),
                !said.isEmpty() || surface.equals(NATIVE) || surface.equals(OPENAI),
                offer.texts("provider_input"));
    }

    private int imagesMax(String surface, Json offer) {
        int most = entry.model().images().most();
        int here = surface.equals(NATIVE) ? Math.min(most, NATIVE_IMAGES_MAX) : most;
        return Math.min(here, offer.number("images", here));
    }

    /** The native surface takes every name that any surface has for the model, the catalogue's own id first. */
    private List<String> names(String surface, Json offer) {
        String id = entry.model().id().value();
        Set<String> names = new LinkedHashSet<>();
        if (surface.equals(NATIVE) || surface.equals(OPENAI)) {
            names.add(id);
        }
        names.addAll(offer.texts("names"));
        if (surface.equals(NATIVE)) {
            SURFACES.forEach(
                    other -> entry.offers().find(other).ifPresent(there -> names.addAll(there.texts("names"))));
        }
        return List.copyOf(names);
    }

    private List<String> ratios(String surface, Json offer) {
        List<String> said = offer.texts("aspect_ratios");
        Stream<String> all = entry.model().tiers().getFirst().shapes().stream().map(Model.Shape::ratio);
        if (!said.isEmpty()) {
            return said;
        }
        return surface.equals(NATIVE) ? all.filter(NATIVE_RATIOS::contains).toList() : all.toList();
    }

    private List<ImageSize> sizes(Json offer) {
        List<String> said = offer.texts("sizes");
        if (!said.isEmpty()) {
            return said.stream().map(FamilyFile::size).toList();
        }
        Set<ImageSize> all = new LinkedHashSet<>();
        entry.model().tiers().forEach(tier -> tier.shapes().forEach(shape -> all.add(shape.size())));
        all.addAll(entry.model().moreSizes());
        return List.copyOf(all);
    }

    private static List<Offer.Quality> qualities(Json offer) {
        List<Offer.Quality> said = new ArrayList<>();
        offer.find("qualities")
                .ifPresent(words -> words.fields().forEach((word, tier) -> {
                    String name = new Json(tier).text();
                    said.add(new Offer.Quality(word, name, word));
                }));
        return said;
    }

    private List<Offer.Quality> qualities(String surface, List<Offer.Quality> said) {
        List<Model.Tier> tiers = entry.model().tiers();
        String first = tiers.getFirst().name();
        String second = tiers.size() > 1 ? tiers.get(1).name() : null;
        if (surface.equals(OPENAI)) {
            return openAiQualities(first, second);
        }
        if (!said.isEmpty()) {
            return said;
        }
        if (!surface.equals(NATIVE)) {
            return List.of(new Offer.Quality(first, first, first));
        }
        Offer.Quality standard = new Offer.Quality(STANDARD, first, STANDARD);
        return second == null ? List.of(standard) : List.of(standard, new Offer.Quality(HD, second, HD));
    }

    /** Its words, priced in the native book. Pixels are asked for apart from them. */
    private static List<Offer.Quality> openAiQualities(String first, @Nullable String second) {
        List<Offer.Quality> qualities = new ArrayList<>();
        for (String word : List.of("auto", "low", "medium", STANDARD)) {
            qualities.add(new Offer.Quality(word, first, STANDARD));
        }
        if (second != null) {
            qualities.add(new Offer.Quality("high", first, HD));
            qualities.add(new Offer.Quality(HD, first, HD));
        }
        return qualities;
    }
}
