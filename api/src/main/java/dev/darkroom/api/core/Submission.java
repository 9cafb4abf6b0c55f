package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.GenerationSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request as a surface understood it.
 *
 * @param surface who took it; its price book is the one that counts
 * @param model the resolved model of the catalogue
 * @param fingerprint what tells it from another request under the same idempotency key
 * @param expiresAfter not started by then is canceled; null for the installation's own time
 * @param metadata the caller's own JSON object, as text
 * @param webhook where to tell of it
 */
public record Submission(
        String surface,
        Model model,
        GenerationSpec spec,
        String fingerprint,
        @Nullable Duration expiresAfter,
        @Nullable String metadata,
        @Nullable Webhook webhook) {

    /**
     * Where to tell of a job.
     *
     * @param events the words of the events, separated by commas
     */
    public record Webhook(String url, String events) {}
}
