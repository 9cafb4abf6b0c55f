package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalogue.
 *
 * @param aliases its other names, by surface
 * @param description our own words
 * @param promptMax the longest prompt, in code points
 * @param imagesMax the most images of one job
 * @param sizes the pixels of each quality and aspect ratio
 * @param prices what an image or a call costs, in each price book
 * @param routes the ways to have images made, in order
 * @param parametersSchema the JSON Schema of what a request can set, as JSON text
 */
public record Model(
        ModelId id,
        List<Alias> aliases,
        String displayName,
        String description,
        Set<Capability> capabilities,
        int promptMax,
        int imagesMax,
        List<Size> sizes,
        List<ImageFormat> formats,
        List<Price> prices,
        List<Route> routes,
        String parametersSchema) {

    /** Another name of a model on one surface. */
    public record Alias(String surface, String name) {}

    /** The pixels that a quality and an aspect ratio come to. */
    public record Size(String quality, String aspectRatio, ImageSize pixels) {}

    /** The price of a capability at a quality, in one price book. */
    public record Price(String book, Capability capability, String quality, MicroUsd amount, PriceUnit per) {
        /** The line as a caller reads it: {@code text_to_image standard}. */
        public String what() {
            return capability.word() + " " + quality;
        }
    }

    public Model {
        aliases = List.copyOf(aliases);
        capabilities = Set.copyOf(capabilities);
        sizes = List.copyOf(sizes);
        formats = List.copyOf(formats);
        prices = List.copyOf(prices);
        routes = List.copyOf(routes);
    }

    /** The pixels of a quality and an aspect ratio; empty where the model has no such pair. */
    public Optional<ImageSize> pixels(String quality, String aspectRatio) {
        return sizes.stream()
                .filter(size ->
                        size.quality().equals(quality) && size.aspectRatio().equals(aspectRatio))
                .map(Size::pixels)
                .findFirst();
    }

    /** The price in a book; empty where the book has none. */
    public Optional<Price> price(String book, Capability capability, String quality) {
        return prices.stream()
                .filter(price -> price.book().equals(book)
                        && price.capability() == capability
                        && price.quality().equals(quality))
                .findFirst();
    }

    boolean isCalled(String surface, String name) {
        return id.value().equals(name) || aliases.contains(new Alias(surface, name));
    }

    /** The qualities that it has, in the order of the catalogue. */
    public List<String> qualities() {
        return sizes.stream().map(Size::quality).distinct().toList();
    }

    /** The aspect ratios of one quality, in the catalogue's order. */
    public List<String> aspectRatios(@Nullable String quality) {
        return sizes.stream()
                .filter(size -> quality == null || size.quality().equals(quality))
                .map(Size::aspectRatio)
                .distinct()
                .toList();
    }
}
