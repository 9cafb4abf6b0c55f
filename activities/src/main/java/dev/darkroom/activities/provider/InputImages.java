package dev.darkroom.activities.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images that a job works from.
 *
 * @param references in the order of the request; empty for a job that works from its prompt alone
 * @param mask where the job may paint; null for everywhere
 */
public record InputImages(
        List<InputImage> references, @Nullable InputImage mask) {

    /** A job that works from its prompt alone. */
    public static final InputImages NONE = new InputImages(List.of(), null);

    public InputImages {
        references = List.copyOf(references);
    }
}
