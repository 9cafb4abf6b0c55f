package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as a surface understood it.
 *
 * @param offer the model as the surface offers it, with its price book
 * @param inputs the images to work from, as the request gives them
 * @param texts every text of the request that reaches a model
 * @param fingerprint what tells it from another request under the same idempotency key
 * @param options what a request may leave out
 */
public record Submission(
        Offer offer,
        GenerationSpec spec,
        List<ImageInput> inputs,
        List<String> texts,
        String fingerprint,
        Options options) {

    /**
     * What a request may leave out.
     *
     * @param expiresAfter not started by then is canceled; null for the installation's own time
     * @param metadata the caller's own JSON object, as text
     * @param rendering how the surface is to show the job, in its own word; null for its usual way
     * @param webhook where to tell of it
     * @param previews how many previews of each image are wanted
     */
    public record Options(
            @Nullable Duration expiresAfter,
            @Nullable String metadata,
            @Nullable String rendering,
            @Nullable Webhook webhook,
            int previews) {

        /** A request that says nothing of these. */
        public static final Options NONE = new Options(null, null, null, null);

        /** A request that wants no previews. */
        public Options(
                @Nullable Duration expiresAfter,
                @Nullable String metadata,
                @Nullable String rendering,
                @Nullable Webhook webhook) {
            this(expiresAfter, metadata, rendering, webhook, 0);
        }

        /** A request that says no more than this. */
        public static Options ofPreviews(int previews) {
            return new Options(null, null, null, null, previews);
        }
    }

    /**
     * Where to tell of a job.
     *
     * @param events the words of the events, separated by commas
     */
    public record Webhook(String url, String events) {}

    public Submission {
        inputs = List.copyOf(inputs);
        texts = List.copyOf(texts);
    }

    /** The same request, of so many pixels. */
    Submission sized(ImageSize pixels) {
        return new Submission(offer, spec.sized(pixels), inputs, texts, fingerprint, options);
    }

    /** Who took it. */
    public String surface() {
        return offer.surface();
    }

    /** Keeps the texts out of logs. */
    @Override
    public String toString() {
        return "Submission[%s, %s]".formatted(surface(), spec);
    }
}
