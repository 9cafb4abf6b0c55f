package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The columns {@code work_*}: where the provider's work stands.
 *
 * @param route which of the job's routes the intent to submit is for
 * @param provider the provider of that route; null also while the job waits for a lease of the next route's
 * @param reference our name of the submit, sent with it
 * @param ticket the provider's name of it, once accepted
 * @param progress percent, as the provider last said
 * @param previews how many previews of each image are stored now
 */
@Embeddable
public record WorkColumns(
        @Nullable Integer route,
        @Nullable String provider,
        @Nullable String reference,
        @Nullable String ticket,
        int progress,
        int previews) {

    /** Nothing was submitted yet. */
    public static final WorkColumns NONE = new WorkColumns(null, null, null, null, 0, 0);
}
