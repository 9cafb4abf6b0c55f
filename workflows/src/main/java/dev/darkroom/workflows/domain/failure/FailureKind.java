package dev.darkroom.workflows.domain.failure;

import static dev.darkroom.workflows.domain.failure.Fault.CALLER;
import static dev.darkroom.workflows.domain.failure.Fault.LIMIT;
import static dev.darkroom.workflows.domain.failure.Fault.PLATFORM;
import static dev.darkroom.workflows.domain.failure.Fault.PROVIDER;

/**
 * Everything that can go wrong, as a caller sees it: refusals of a request and ends of a job. The name is the public
 * code. The texts of a task's error and infra/docs/errors.md come from here, so a text never holds anything of a
 * request.
 */
public enum FailureKind {
    // Refusals: the request left nothing behind.
    VALIDATION_ERROR(CALLER, false, false, "The request is not valid.", "Mend the field that `param` names."),
    INVALID_IMAGE(
            CALLER, false, false, "The image cannot be used.", "Send a whole PNG, JPEG or WebP within the bounds."),
    MINOR_SAFETY(
            CALLER,
            false,
            false,
            "The prompt is blocked by the acceptable-use policy: the safety of minors.",
            "Change the prompt; nothing was charged."),
    ARTIST_IMPERSONATION(
            CALLER,
            false,
            false,
            "The prompt is blocked by the acceptable-use policy: the style of a living artist.",
            "Describe the style without the artist's name; nothing was charged."),
    HATE_SPEECH(
            CALLER,
            false,
            false,
            "The prompt is blocked by the acceptable-use policy: hate.",
            "Change the prompt; nothing was charged."),
    UNAUTHORIZED(CALLER, false, false, "A valid API key is required.", "Send `Authorization: Bearer <key>`."),
    FORBIDDEN(
            CALLER,
            false,
            false,
            "This key may not do that.",
            "Do what the text says: use a key with that scope, or read the task again for a fresh URL."),
    INSUFFICIENT_CREDITS(
            LIMIT, true, false, "The wallet cannot cover the price.", "Ask for a grant, or for fewer images."),
    SPEND_LIMIT_REACHED(
            LIMIT,
            true,
            false,
            "The key has spent what it may in this month.",
            "Wait for the next month, use another key, or ask for a higher limit."),
    NOT_FOUND(CALLER, false, false, "There is nothing here under that name.", "Check the path and the id."),
    METHOD_NOT_ALLOWED(CALLER, false, false, "This path does not take that method.", "See the `Allow` header."),
    CONFLICT(
            CALLER,
            false,
            false,
            "The task has already ended.",
            "Do what the text says: nothing more can be done to a task that has ended, and nothing is removed that"
                    + " one works from."),
    PAYLOAD_TOO_LARGE(CALLER, false, false, "The body is too large.", "Send a smaller body."),
    UNSUPPORTED_MEDIA_TYPE(
            CALLER, false, false, "The content type is not supported.", "Send `Content-Type: application/json`."),
    IDEMPOTENCY_KEY_REUSED(
            CALLER,
            false,
            false,
            "This Idempotency-Key belongs to another request.",
            "Use a new key for a new request, and the old key only for the very same one."),
    FEATURE_DISABLED(PLATFORM, true, false, "This is switched off here.", "Use another model, or ask the operator."),
    RATE_LIMITED(LIMIT, true, false, "Too many requests.", "Wait for as long as `Retry-After` says."),
    DAILY_CAP_REACHED(
            LIMIT,
            true,
            false,
            "The images of this day are used up.",
            "Wait until midnight UTC, as `Retry-After` says, or ask for a higher cap."),
    QUEUE_FULL(LIMIT, true, false, "Too many tasks are waiting.", "Wait for as long as `Retry-After` says."),
    STORAGE_QUOTA_REACHED(
            LIMIT,
            true,
            false,
            "The tenant's storage is full.",
            "Delete artifacts that are not needed any more, or ask for a higher quota."),
    SERVICE_UNAVAILABLE(
            PLATFORM,
            true,
            false,
            "Darkroom cannot take requests at the moment.",
            "Send the same request again after `Retry-After` seconds; nothing was charged."),
    UPLOAD_ERROR(
            PLATFORM,
            true,
            false,
            "An image of the request could not be stored.",
            "Send the same request again; nothing was charged."),
    INTERNAL_ERROR(
            PLATFORM,
            true,
            false,
            "Something went wrong on our side.",
            "If the answer carries `X-Job-Id`, read that task before you send the request again."),

    // Ends of a job: what was not delivered is refunded.
    PROMPT_REJECTED(
            CALLER,
            false,
            true,
            "The provider refused the prompt under its content policy.",
            "Change the prompt; the same one will be refused again."),
    FILTERED(
            CALLER,
            true,
            true,
            "The provider withheld the image under its content policy.",
            "Try again, or change the prompt."),
    EMPTY_RESULT(PROVIDER, true, true, "The provider delivered no image.", "Try again."),
    INVALID_RESULT(PROVIDER, true, true, "The provider delivered bytes that are not an image.", "Try again."),
    PROVIDER_UNAVAILABLE(
            PROVIDER,
            true,
            false,
            "No provider of this model took the work.",
            "Try again later, or use another model."),
    PROVIDER_ERROR(PROVIDER, true, true, "The provider could not make the image.", "Try again."),
    PROVIDER_TIMEOUT(PROVIDER, true, true, "The provider did not finish in time.", "Try again, or use a faster model."),
    OUTCOME_UNKNOWN(
            PROVIDER,
            true,
            true,
            "Whether the provider took the work cannot be known; it was not sent again.",
            "Try again: this task is refunded and stays failed."),
    INPUT_UNAVAILABLE(
            CALLER,
            true,
            false,
            "An image to work from could not be fetched.",
            "Check that its URL answers with the image, or upload it first."),
    SOURCE_FAILED(
            CALLER,
            false,
            false,
            "The task whose image was to be used did not deliver it.",
            "Make the source again, then this task."),
    SKIPPED(
            CALLER,
            false,
            false,
            "The step was skipped, because the chain stopped before it or an image that it needs was not made.",
            "Resume the chain, or mend the step that failed."),
    STORAGE_ERROR(PLATFORM, true, true, "The image could not be stored.", "Try again."),
    EXPIRED(CALLER, true, false, "The task did not start in time.", "Try again, or allow more time."),
    CANCELED(CALLER, true, true, "The task was canceled.", "Nothing to do."),
    INTERRUPTED(
            PLATFORM,
            true,
            true,
            "The task was stopped before it was done, by an operator or by a fault on our side.",
            "Try again.");

    private final Fault fault;
    private final boolean retryable;
    private final boolean billable;
    private final String message;
    private final String advice;

    FailureKind(Fault fault, boolean retryable, boolean billable, String message, String advice) {
        this.fault = fault;
        this.retryable = retryable;
        this.billable = billable;
        this.message = message;
        this.advice = advice;
    }

    /** The public code. */
    public String code() {
        return name();
    }

    /** Whose doing it is. */
    public Fault fault() {
        return fault;
    }

    /** Whether the same request may succeed when it is sent again. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether an upstream may bill for the work. The caller is never charged for it: that cost is ours. */
    public boolean billable() {
        return billable;
    }

    /** One sentence for the caller. */
    public String message() {
        return message;
    }

    /** What the caller can do next. */
    public String advice() {
        return advice;
    }
}
