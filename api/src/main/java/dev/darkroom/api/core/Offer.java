package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one surface offers a model: by which names, and how much of it.
 *
 * @param book the price book that counts for the surface's requests
 * @param names what the surface calls it; the first is how it is shown there
 * @param promptMax the longest prompt, in code points
 * @param referencesMax the most reference images
 * @param imagesMax the most images of one job
 * @param ratios the aspect ratios that can be asked for, the default first
 * @param sizes the sizes that can be asked for in pixels
 * @param qualityField what a parameters object calls the quality; null where there is none
 * @param qualities the words for a quality, the default first; never empty
 * @param qualityAsked whether a request can choose among them
 * @param providerInput the keys of a passthrough object that reach the provider
 */
public record Offer(
        String surface,
        String book,
        Model model,
        List<String> names,
        int promptMax,
        int referencesMax,
        int imagesMax,
        List<String> ratios,
        List<ImageSize> sizes,
        @Nullable String qualityField,
        List<Quality> qualities,
        boolean qualityAsked,
        List<String> providerInput) {

    /**
     * A quality in a surface's words.
     *
     * @param tier the model's tier that it comes to
     * @param priced the price book's word for it
     */
    public record Quality(String word, String tier, String priced) {}

    public Offer {
        names = List.copyOf(names);
        ratios = List.copyOf(ratios);
        sizes = List.copyOf(sizes);
        qualities = List.copyOf(qualities);
        providerInput = List.copyOf(providerInput);
    }

    /** What the surface calls the model. */
    public String name() {
        return names.getFirst();
    }

    /** What a quality costs; empty where the book has no price for it. */
    public Optional<Model.Price> price(Capability capability, String quality) {
        return model.price(book, capability, quality);
    }

    /** The quality of that word; empty where the offer has none. */
    public Optional<Quality> quality(String word) {
        return qualities.stream().filter(quality -> quality.word().equals(word)).findFirst();
    }
}
