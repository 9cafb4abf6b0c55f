package dev.darkroom.api.surface.stratizon.models;

import dev.darkroom.api.core.Model;
import dev.darkroom.api.http.JsonNodes;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.workflows.domain.job.Capability;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model of the catalogue.
 *
 * @param aliases its other names on this surface
 * @param parameters the JSON Schema of what a request can set
 * @param prices by price book
 * @param routes the providers that can be asked here, in order
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record ModelReply(
        String id,
        List<String> aliases,
        String displayName,
        String description,
        List<String> capabilities,
        Limits limits,
        JsonNode parameters,
        Map<String, List<Price>> prices,
        List<Route> routes) {

    /** How much can be asked for. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Limits(
            int promptCharacters,
            int images,
            List<String> qualities,
            List<String> aspectRatios,
            List<String> formats) {}

    /** The price of one image, or of one call. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Price(String what, String per, BigDecimal credits, long microUsd) {}

    /** A provider that can be asked. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Route(String provider, boolean available) {}

    /** The catalogue. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record All(List<ModelReply> models) {}

    static ModelReply of(Model model, String surface, List<Route> routes) {
        List<String> formats = model.formats().stream()
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
        return new ModelReply(
                model.id().value(),
                model.aliases().stream()
                        .filter(alias -> alias.surface().equals(surface))
                        .map(Model.Alias::name)
                        .toList(),
                model.displayName(),
                model.description(),
                model.capabilities().stream().map(Capability::word).sorted().toList(),
                new Limits(model.promptMax(), model.imagesMax(), model.qualities(), model.aspectRatios(null), formats),
                JsonNodes.of(model.parametersSchema()),
                model.prices().stream()
                        .collect(Collectors.groupingBy(
                                Model.Price::book,
                                LinkedHashMap::new,
                                Collectors.mapping(ModelReply::price, Collectors.toList()))),
                routes);
    }

    private static Price price(Model.Price price) {
        String per = price.per().name().toLowerCase(Locale.ROOT);
        return new Price(
                price.what(), per, Credits.of(price.amount()), price.amount().value());
    }
}
