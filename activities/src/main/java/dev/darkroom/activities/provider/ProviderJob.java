package dev.darkroom.activities.provider;

import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.Route;
import java.time.Instant;

/**
 * A job as its provider sees it.
 *
 * @param reference our own name of the submit, the same for every attempt
 * @param route which provider, and what it calls the model
 * @param inputs the images that it works from
 * @param intendedAt when we wrote that we would submit
 */
public record ProviderJob(String reference, Route route, GenerationSpec spec, InputImages inputs, Instant intendedAt) {

    /** A job that works from its prompt alone. */
    public ProviderJob(String reference, Route route, GenerationSpec spec, Instant intendedAt) {
        this(reference, route, spec, InputImages.NONE, intendedAt);
    }

    /** Keeps the prompt out of logs. */
    @Override
    public String toString() {
        return "ProviderJob[%s, %s]".formatted(reference, route.text());
    }
}
