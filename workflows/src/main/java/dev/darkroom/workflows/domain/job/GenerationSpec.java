package dev.darkroom.workflows.domain.job;

import org.jspecify.annotations.Nullable;

/**
 * The canonical request: what every surface's request ends in, and all that a provider is told.
 *
 * @param model the resolved model
 * @param prompt what the picture shows; caller's text, so it stays out of Temporal, logs and errors
 * @param images how many images, 1 or more
 * @param quality the quality tier by the catalogue's name, for example {@code standard}
 * @param aspectRatio the ratio that was asked for, or {@code auto}
 * @param size the pixels that the ratio and the quality come to
 * @param format the format of the delivered bytes
 * @param grid whether one more picture is wanted that shows all images; it is none of their count
 * @param seed fixes the result where a provider allows it
 * @param parameters what else the model is told, in the catalogue's names: a JSON object as text, {@code {}} for
 *     nothing; it can hold texts of the caller
 */
public record GenerationSpec(
        Capability capability,
        ModelId model,
        String prompt,
        int images,
        String quality,
        String aspectRatio,
        ImageSize size,
        ImageFormat format,
        boolean grid,
        @Nullable Long seed,
        String parameters) {

    /** The ratio of a request that leaves it open. */
    public static final String AUTO = "auto";

    /** No parameters. */
    public static final String NONE = "{}";

    public GenerationSpec {
        if (images < 1) {
            throw new IllegalArgumentException("a request is for one image or more");
        }
    }

    /**
     * The pixels of the result once the first image is known that it works from. A request that leaves the ratio open
     * takes that image's; one with a mask takes its very pixels, so that what is not masked can stay as it is.
     */
    public ImageSize sizeFor(ImageSize first, boolean masked) {
        if (!aspectRatio.equals(AUTO)) {
            return size;
        }
        return masked ? first : size.inRatioOf(first);
    }

    /** The same request, with other pixels. */
    public GenerationSpec sized(ImageSize pixels) {
        return new GenerationSpec(
                capability, model, prompt, images, quality, aspectRatio, pixels, format, grid, seed, parameters);
    }

    /** Keeps prompt and parameters out of logs. */
    @Override
    public String toString() {
        return "GenerationSpec[%s, %s, %d x %s]".formatted(capability, model, images, size.text());
    }
}
