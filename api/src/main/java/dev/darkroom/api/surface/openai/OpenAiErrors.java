package dev.darkroom.api.surface.openai;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SurfaceErrors;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this surface says that a request is not done. The official clients send a request again by themselves after 408,
 * 409, 429 and every 5xx: where that cannot help, or a job is there already, they are told not to.
 */
@Singleton
final class OpenAiErrors implements SurfaceErrors {

    private static final String SHOULD_RETRY = "x-should-retry";
    private static final String INVALID = "invalid_request_error";
    private static final String IMAGE_ERROR = "image_generation_user_error";
    private static final String MODERATION = "moderation_blocked";
    private static final String QUOTA = "insufficient_quota";
    private static final String PERMISSION = "permission_denied";
    private static final String RATE_TYPE = "requests";
    private static final String RATE = "rate_limit_exceeded";
    private static final String SERVER = "server_error";

    /** {@code {"error":{...}}}. */
    @Serdeable
    record Body(Detail error) {}

    /**
     * What went wrong.
     *
     * @param type what kind of thing, which says less than the code
     * @param param the field, header or query parameter; null where it is none of them
     */
    @Serdeable
    record Detail(String message, String type, @Nullable String param, String code) {}

    /** What went wrong once a stream of events has begun. */
    @Serdeable
    record Event(String type, Detail error) {}

    /** The same as an answer says, as an event. */
    static Event event(HttpResponse<?> answer) {
        if (answer.body() instanceof Body(Detail detail)) {
            return new Event("error", detail);
        }
        throw new IllegalArgumentException("the answer is no error");
    }

    @Override
    public List<String> prefixes() {
        return List.of("/openai");
    }

    @Override
    public MutableHttpResponse<?> render(ApiFailure failure, String requestId) {
        return switch (failure) {
            case ApiFailure.BadField(String param, String message) -> bad(INVALID, message, param);
            case ApiFailure.BadImage(String param, String message) -> bad("invalid_image", message, param);
            case ApiFailure.Moderated(FailureKind kind) -> blocked(kind.message());
            case ApiFailure.Unauthorized(boolean missing) -> unauthorized(missing);
            case ApiFailure.Forbidden forbidden ->
                forbidden("This key lacks the scope `%s`."
                        .formatted(forbidden.scope().word()));
            case ApiFailure.ModelForbidden _ -> forbidden("This key is not for that model.");
            case ApiFailure.BadSignature() -> forbidden("This URL is not valid any more.");
            case ApiFailure.TooLittleMoney(MicroUsd required, MicroUsd _) -> noMoney(required);
            case ApiFailure.NoWallet(MicroUsd required) -> noMoney(required);
            case ApiFailure.SpendLimit _ -> quota(FailureKind.SPEND_LIMIT_REACHED.message());
            case ApiFailure.NotFound() ->
                of(HttpStatus.NOT_FOUND, INVALID, "not_found", FailureKind.NOT_FOUND.message());
            case ApiFailure.Conflict conflict ->
                RequestIds.withJob(
                        of(HttpStatus.CONFLICT, INVALID, "conflict", FailureKind.CONFLICT.message()), conflict.job());
            case ApiFailure.MethodNotAllowed _ ->
                of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        INVALID,
                        "method_not_supported",
                        FailureKind.METHOD_NOT_ALLOWED.message());
            case ApiFailure.TooLarge() ->
                of(
                        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                        INVALID,
                        "payload_too_large",
                        FailureKind.PAYLOAD_TOO_LARGE.message());
            case ApiFailure.WrongContentType() ->
                of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        INVALID,
                        "unsupported_media_type",
                        FailureKind.UNSUPPORTED_MEDIA_TYPE.message());
            case ApiFailure.KeyReused(JobId job) -> RequestIds.withJob(keyReused(), job);
            case ApiFailure.RateLimited(Duration after) -> rate(FailureKind.RATE_LIMITED, after);
            case ApiFailure.DailyCap(Duration after) -> settled(rate(FailureKind.DAILY_CAP_REACHED, after));
            case ApiFailure.QueueFull(Duration after) -> rate(FailureKind.QUEUE_FULL, after);
            case ApiFailure.SwitchedOff(String what) -> settled(away(FailureKind.FEATURE_DISABLED, what));
            case ApiFailure.Unavailable(Duration after) -> later(away(FailureKind.SERVICE_UNAVAILABLE, null), after);
            case ApiFailure.NotNow(String message) -> of(HttpStatus.CONFLICT, INVALID, "conflict", message);
            case ApiFailure.StorageFull() -> forbidden(FailureKind.STORAGE_QUOTA_REACHED.message());
            case ApiFailure.UploadFailed() -> broken(null);
            case ApiFailure.Internal internal -> broken(internal.job());
        };
    }

    /** That there is no model of that name. */
    MutableHttpResponse<?> unknownModel() {
        return of(
                HttpStatus.NOT_FOUND,
                INVALID,
                "model",
                "model_not_found",
                "There is no such model here; GET /openai/v1/models lists them.");
    }

    /** That the time to wait was over before the job was. */
    MutableHttpResponse<?> late(JobId job) {
        String message = ("The images are still being made. GET /v1/tasks/%s shows them when they are done; the same"
                        + " request with the same Idempotency-Key waits for them again.")
                .formatted(job.text());
        return settled(of(HttpStatus.GATEWAY_TIMEOUT, SERVER, "timeout", message));
    }

    /** How a job ended that has no images. It was refunded. */
    MutableHttpResponse<?> failed(JobView job) {
        FailureKind kind = job.failure() == null ? FailureKind.INTERNAL_ERROR : job.failure();
        return settled(
                switch (kind) {
                    case PROMPT_REJECTED, FILTERED -> blocked(kind.message());
                    case INVALID_IMAGE -> bad("invalid_image", kind.message(), null);
                    case INPUT_UNAVAILABLE -> bad("invalid_image_url", kind.message(), null);
                    default -> of(HttpStatus.INTERNAL_SERVER_ERROR, SERVER, SERVER, kind.message());
                });
    }

    private static MutableHttpResponse<?> bad(String code, String message, @Nullable String param) {
        return of(HttpStatus.BAD_REQUEST, INVALID, param, code, message);
    }

    private static MutableHttpResponse<?> blocked(String message) {
        return of(HttpStatus.BAD_REQUEST, IMAGE_ERROR, MODERATION, message);
    }

    private static MutableHttpResponse<?> unauthorized(boolean missing) {
        String message = missing ? FailureKind.UNAUTHORIZED.message() : "The API key is not valid.";
        return of(HttpStatus.UNAUTHORIZED, INVALID, "invalid_api_key", message)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static MutableHttpResponse<?> forbidden(String message) {
        return of(HttpStatus.FORBIDDEN, INVALID, PERMISSION, message);
    }

    private static MutableHttpResponse<?> noMoney(MicroUsd required) {
        return quota("The wallet cannot cover the price of %s.".formatted(required.inUsd()));
    }

    private static MutableHttpResponse<?> quota(String message) {
        return settled(of(HttpStatus.TOO_MANY_REQUESTS, QUOTA, QUOTA, message));
    }

    private static MutableHttpResponse<?> keyReused() {
        return of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                INVALID,
                "Idempotency-Key",
                "idempotency_key_reused",
                FailureKind.IDEMPOTENCY_KEY_REUSED.message());
    }

    private static MutableHttpResponse<?> rate(FailureKind kind, Duration after) {
        return later(of(HttpStatus.TOO_MANY_REQUESTS, RATE_TYPE, RATE, kind.message()), after);
    }

    private static MutableHttpResponse<?> away(FailureKind kind, @Nullable String param) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, SERVER, param, SERVER, kind.message());
    }

    private static MutableHttpResponse<?> broken(@Nullable JobId job) {
        MutableHttpResponse<?> response =
                of(HttpStatus.INTERNAL_SERVER_ERROR, SERVER, SERVER, FailureKind.INTERNAL_ERROR.message());
        return job == null ? response : settled(RequestIds.withJob(response, job));
    }

    /** Keeps the official clients from sending the request again. */
    private static MutableHttpResponse<?> settled(MutableHttpResponse<?> response) {
        return response.header(SHOULD_RETRY, "false");
    }

    private static MutableHttpResponse<?> later(MutableHttpResponse<?> response, Duration after) {
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
    }

    private static MutableHttpResponse<?> of(HttpStatus status, String type, String code, String message) {
        return of(status, type, null, code, message);
    }

    private static MutableHttpResponse<?> of(
            HttpStatus status, String type, @Nullable String param, String code, String message) {
        return HttpResponse.status(status)
                .body(new Body(new Detail(message, type, param, code)))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
