package dev.darkroom.api.surface.stratizon.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.JsonNodes;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ImageSize;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalogue.
 *
 * @param aliases its other names here
 * @param features what else its source says of it
 * @param limits what this surface's own fields can say
 * @param parameters the JSON Schema of the field {@code parameters}
 * @param prices by price book
 * @param routes the providers that can be asked here, in order
 * @param deprecated since when it goes, and why; null for a model that stays
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record ModelReply(
        String id,
        List<String> aliases,
        String displayName,
        String vendor,
        String family,
        String description,
        List<String> capabilities,
        List<String> features,
        Limits limits,
        JsonNode parameters,

        Map<String, List<Price>> prices,
        List<Route> routes,
        @Nullable Deprecation deprecated) {

    /**
     * How much can be asked for.
     *
     * @param images the bounds of {@code n}, and what it is where it is left out
     * @param references the most images to work from
     * @param sizes the pixels of each quality and aspect ratio
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Limits(
            int promptCharacters,
            Images images,
            int references,
            List<String> qualities,
            List<String> aspectRatios,
            Map<String, Map<String, String>> sizes,
            List<String> formats) {}

    /** Bounds of a number of images. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Images(int min, int max, int unlessSaid) {}

    /**
     * The price of one image, or of one call.
     *
     * @param priceSource {@code ours} where the surface's own source names no price
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Price(
            String what,
            String per,
            BigDecimal credits,
            long microUsd,
            @Nullable String priceSource) {}

    /** A provider that can be asked. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Route(String provider, boolean available) {}

    /** That the model goes. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Deprecation(String since, String notice) {}

    /** The catalogue. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record All(List<ModelReply> models) {}

    static ModelReply of(Offer offer, List<Route> routes) {
        Model model = offer.model();
        return new ModelReply(
                model.id().value(),
                offer.names().stream().skip(1).toList(),
                model.displayName(),
                model.vendor(),
                model.family(),
                model.description(),
                capabilities(model),
                model.features(),
                limits(offer),
                JsonNodes.of(model.parametersSchema()),
                model.prices().stream()
                        .collect(Collectors.groupingBy(
                                Model.Price::book,
                                LinkedHashMap::new,
                                Collectors.mapping(ModelReply::price, Collectors.toList()))),
                routes,
                deprecated(model.deprecation()));
    }

    /** What the model can do, and the abilities that not every model has. */
    static List<String> capabilities(Model model) {
        return Stream.concat(
                        model.capabilities().stream().map(Capability::word),
                        model.abilities().stream().map(Model.Ability::word))
                .sorted()
                .toList();
    }

    private static Limits limits(Offer offer) {
        Model model = offer.model();
        Map<String, Map<String, String>> sizes = new LinkedHashMap<>();
        for (Offer.Quality quality : offer.qualities()) {
            Map<String, String> pixels = new LinkedHashMap<>();
            offer.ratios()
                    .forEach(ratio -> model.tier(quality.tier())
                            .pixels(ratio)
                            .map(ImageSize::text)
                            .ifPresent(size -> pixels.put(ratio, size)));
            sizes.put(quality.word(), pixels);
        }
        return new Limits(
                offer.promptMax(),
                new Images(
                        model.images().least(),
                        offer.imagesMax(),
                        model.images().otherwise()),
                offer.referencesMax(),
                offer.qualities().stream().map(Offer.Quality::word).toList(),
                offer.ratios(),
                sizes,
                model.formats().stream()
                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static Price price(Model.Price price) {
        String per = price.per().name().toLowerCase(Locale.ROOT);
        return new Price(
                price.what(), per, Credits.of(price.amount()), price.amount().value(), price.ours() ? "ours" : null);
    }

    private static @Nullable Deprecation deprecated(Model.@Nullable Deprecation deprecation) {
        return deprecation == null ? null : new Deprecation(deprecation.since(), deprecation.notice());
    }
}
