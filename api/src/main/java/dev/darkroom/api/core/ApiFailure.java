package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not done. Every surface says each of these in its own words; only {@link Internal} may have left
 * anything behind.
 */
public sealed interface ApiFailure {

    /**
     * A field, a header or a query parameter is wrong, or the body as a whole.
     *
     * @param param its path or name; null for the body as a whole
     * @param message a sentence that holds nothing of the request
     */
    record BadField(@Nullable String param, String message) implements ApiFailure {}

    /**
     * An image in the request is none, or not one that can be used.
     *
     * @param param the path of the field
     * @param message a sentence that holds nothing of the request
     */
    record BadImage(String param, String message) implements ApiFailure {}

    /**
     * A text of the request is against the acceptable-use policy.
     *
     * @param kind {@code MINOR_SAFETY}, {@code ARTIST_IMPERSONATION} or {@code HATE_SPEECH}
     */
    record Moderated(FailureKind kind) implements ApiFailure {}

    /**
     * There is no key, or none that we know.
     *
     * @param keyMissing whether there was no key at all; every other reason is told alike
     */
    record Unauthorized(boolean keyMissing) implements ApiFailure {}

    /** The key lacks a scope. */
    record Forbidden(Scope scope) implements ApiFailure {}

    /**
     * The key is not for that model.
     *
     * @param model the name in the request, which the catalogue knows
     */
    record ModelForbidden(String model) implements ApiFailure {}

    /** The signature of a file's URL is wrong or too old. */
    record BadSignature() implements ApiFailure {}

    /**
     * The wallet does not cover the price.
     *
     * @param balance what could be spent
     */
    record TooLittleMoney(MicroUsd required, MicroUsd balance) implements ApiFailure {}

    /** The price goes beyond what the key may spend in this month. */
    record SpendLimit(MicroUsd required) implements ApiFailure {}

    /** The tenant has no wallet. */
    record NoWallet(MicroUsd required) implements ApiFailure {}

    /** Nothing is there under that name, or it is another tenant's. */
    record NotFound() implements ApiFailure {}

    /**
     * The job has ended, so that this cannot be done to it.
     *
     * @param state how it ended
     */
    record Conflict(JobId job, JobState state) implements ApiFailure {}

    /**
     * The path is there, and not for that method.
     *
     * @param allowed the methods that it takes
     */
    record MethodNotAllowed(List<String> allowed) implements ApiFailure {
        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }
    }

    /** The body is larger than its route takes. */
    record TooLarge() implements ApiFailure {}

    /** The body is not of a type that its route takes. */
    record WrongContentType() implements ApiFailure {}

    /**
     * The idempotency key belongs to another request.
     *
     * @param job the job that it made; null where it made none, but changed something
     */
    record KeyReused(@Nullable JobId job) implements ApiFailure {}

    /** Too many requests with this key. */
    record RateLimited(Duration retryAfter) implements ApiFailure {}

    /**
     * The tenant's images of this day are used up.
     *
     * @param retryAfter until midnight, UTC
     */
    record DailyCap(Duration retryAfter) implements ApiFailure {}

    /**
     * It cannot be done as things are now.
     *
     * @param message a sentence that holds nothing of the request
     */
    record NotNow(String message) implements ApiFailure {}

    /** The tenant has as many bytes of images stored as it may. */
    record StorageFull() implements ApiFailure {}

    /** An image of the request could not be stored. Nothing was charged. */
    record UploadFailed() implements ApiFailure {}

    /** Too many jobs wait. */
    record QueueFull(Duration retryAfter) implements ApiFailure {}

    /** What is asked for is switched off here. */
    record SwitchedOff(String what) implements ApiFailure {}

    /** The database does not answer. Nothing was written. */
    record Unavailable(Duration retryAfter) implements ApiFailure {}

    /**
     * A mistake of ours, or an outcome that is not known.
     *
     * @param job the job that may exist all the same
     */
    record Internal(@Nullable JobId job) implements ApiFailure {}
}
