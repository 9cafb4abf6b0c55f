package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalogue.
 *
 * @param description our own words
 * @param features what else its source says of it, for people
 * @param promptMax the longest prompt, in code points
 * @param referencesMax the most reference images
 * @param images how many images a job can have
 * @param formats the first is the default
 * @param tiers the pixels of each resolution it has; the first is the default
 * @param moreSizes sizes beyond those of the tiers
 * @param parameterNames what else can be set
 * @param parametersSchema the JSON Schema of an object of those, as JSON text
 * @param prices what an image or a call costs, in each price book
 * @param routes the ways to have images made, in order
 * @param deprecation null for a model that stays
 */
public record Model(
        ModelId id,
        String family,
        String vendor,
        String displayName,
        String description,
        Set<Capability> capabilities,
        Set<Ability> abilities,
        List<String> features,
        int promptMax,
        int referencesMax,
        Count images,
        List<ImageFormat> formats,
        List<Tier> tiers,
        List<ImageSize> moreSizes,
        List<String> parameterNames,
        String parametersSchema,
        List<Price> prices,
        List<Way> routes,
        @Nullable Deprecation deprecation) {

    private static final String ANY = "*";

    /** What not every model can. */
    public enum Ability {
        /** To change only what a mask leaves open. */
        MASK,
        /** To work only where there is a mask. */
        NEEDS_MASK,
        /** To work from an image alone. */
        NO_PROMPT,
        /** To add a picture that shows all images of the job. */
        GRID;

        /** The public word: {@code no_prompt}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many images: what a request that says nothing gets, and the bounds. */
    public record Count(int otherwise, int least, int most) {}

    /** The pixels of each aspect ratio; the first is the default. */
    public record Tier(String name, List<Shape> shapes) {
        public Tier {
            shapes = List.copyOf(shapes);
        }

        /** The pixels of a ratio; empty where the tier has none. */
        public Optional<ImageSize> pixels(String ratio) {
            return shapes.stream()
                    .filter(shape -> shape.ratio().equals(ratio))
                    .map(Shape::size)
                    .findFirst();
        }
    }

    /** An aspect ratio and its pixels. */
    public record Shape(String ratio, ImageSize size) {}

    /**
     * A price in one book.
     *
     * @param quality the book's word for a quality, or {@code *} for any
     * @param ours whether the price is ours, because the source of the surface names none
     */
    public record Price(
            String book, Capability capability, String quality, MicroUsd amount, PriceUnit per, boolean ours) {
        /** The line as a caller reads it: {@code text_to_image standard}. */
        public String what() {
            return quality.equals(ANY) ? capability.word() : capability.word() + " " + quality;
        }
    }

    /**
     * A way to have images made, and what cannot be made that way.
     *
     * @param imagesMax how many images a job may have
     * @param sideMax how many pixels the longer side may have
     */
    public record Way(Route route, int imagesMax, int sideMax) {
        /** Whether such a job can be made that way. */
        boolean fits(GenerationSpec spec) {
            return spec.images() <= imagesMax
                    && Math.max(spec.size().width(), spec.size().height()) <= sideMax;
        }
    }

    /** That a model goes, or was replaced: since when, and what a caller should know. */
    public record Deprecation(String since, String notice) {}

    public Model {
        capabilities = Set.copyOf(capabilities);
        abilities = Set.copyOf(abilities);
        features = List.copyOf(features);
        formats = List.copyOf(formats);
        tiers = List.copyOf(tiers);
        moreSizes = List.copyOf(moreSizes);
        parameterNames = List.copyOf(parameterNames);
        prices = List.copyOf(prices);
        routes = List.copyOf(routes);
    }

    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** The tier of that name; it has to be one of the model's. */
    public Tier tier(String name) {
        return tiers.stream()
                .filter(tier -> tier.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no tier %s".formatted(id, name)));
    }

    /** The price in a book; empty where the book has none. */
    public Optional<Price> price(String book, Capability capability, String quality) {
        return prices.stream()
                .filter(price -> price.book().equals(book) && price.capability() == capability)
                .filter(price ->
                        price.quality().equals(quality) || price.quality().equals(ANY))
                .findFirst();
    }
}
