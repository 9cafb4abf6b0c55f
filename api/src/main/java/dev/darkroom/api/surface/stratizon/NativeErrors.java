package dev.darkroom.api.surface.stratizon;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SurfaceErrors;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the native surface says that a request is not done. */
@Singleton
public final class NativeErrors implements SurfaceErrors {

    /** {@code {"error":{...}}}. */
    @Serdeable
    record Body(Detail error) {}

    /**
     * What went wrong.
     *
     * @param param the field, header or query parameter; null where it is none of them
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Detail(String code, String message, @Nullable String param, String requestId) {}

    /** All paths that no other surface has. */
    @Override
    public List<String> prefixes() {
        return List.of("");
    }

    @Override
    public MutableHttpResponse<?> render(ApiFailure failure, String requestId) {
        return switch (failure) {
            case ApiFailure.BadField(String param, String message) ->
                of(HttpStatus.BAD_REQUEST, FailureKind.VALIDATION_ERROR, message, param, requestId);
            case ApiFailure.BadImage(String param, String message) ->
                of(HttpStatus.BAD_REQUEST, FailureKind.INVALID_IMAGE, message, param, requestId);
            case ApiFailure.Moderated(FailureKind kind) -> of(HttpStatus.BAD_REQUEST, kind, null, requestId);
            case ApiFailure.Unauthorized(boolean missing) -> unauthorized(missing, requestId);
            case ApiFailure.Forbidden forbidden ->
                of(
                        HttpStatus.FORBIDDEN,
                        FailureKind.FORBIDDEN,
                        "This key lacks the scope `%s`."
                                .formatted(forbidden.scope().word()),
                        requestId);
            case ApiFailure.ModelForbidden _ ->
                of(HttpStatus.FORBIDDEN, FailureKind.FORBIDDEN, "This key is not for that model.", "model", requestId);
            case ApiFailure.BadSignature() ->
                of(
                        HttpStatus.FORBIDDEN,
                        FailureKind.FORBIDDEN,
                        "This URL is not valid any more; read the task again for a fresh one.",
                        requestId);
            case ApiFailure.TooLittleMoney too -> noMoney(Credits.text(too.required()), requestId);
            case ApiFailure.NoWallet none -> noMoney(Credits.text(none.required()), requestId);
            case ApiFailure.SpendLimit _ ->
                of(HttpStatus.PAYMENT_REQUIRED, FailureKind.SPEND_LIMIT_REACHED, null, requestId);
            case ApiFailure.NotFound() -> of(HttpStatus.NOT_FOUND, FailureKind.NOT_FOUND, null, requestId);
            case ApiFailure.Conflict(JobId job, JobState state) ->
                RequestIds.withJob(of(HttpStatus.CONFLICT, FailureKind.CONFLICT, how(state), requestId), job);
            case ApiFailure.MethodNotAllowed _ ->
                of(HttpStatus.METHOD_NOT_ALLOWED, FailureKind.METHOD_NOT_ALLOWED, null, requestId);
            case ApiFailure.TooLarge() ->
                of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, FailureKind.PAYLOAD_TOO_LARGE, null, requestId);
            case ApiFailure.WrongContentType() ->
                of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, FailureKind.UNSUPPORTED_MEDIA_TYPE, null, requestId);
            case ApiFailure.KeyReused(JobId job) -> keyReused(job, requestId);
            case ApiFailure.RateLimited(Duration after) ->
                later(of(HttpStatus.TOO_MANY_REQUESTS, FailureKind.RATE_LIMITED, null, requestId), after);
            case ApiFailure.DailyCap(Duration after) ->
                later(of(HttpStatus.TOO_MANY_REQUESTS, FailureKind.DAILY_CAP_REACHED, null, requestId), after);
            case ApiFailure.QueueFull(Duration after) ->
                later(of(HttpStatus.TOO_MANY_REQUESTS, FailureKind.QUEUE_FULL, null, requestId), after);
            case ApiFailure.SwitchedOff(String what) ->
                of(HttpStatus.SERVICE_UNAVAILABLE, FailureKind.FEATURE_DISABLED, null, what, requestId);
            case ApiFailure.Unavailable(Duration after) ->
                later(of(HttpStatus.SERVICE_UNAVAILABLE, FailureKind.SERVICE_UNAVAILABLE, null, requestId), after);
            case ApiFailure.NotNow(String message) -> of(HttpStatus.CONFLICT, FailureKind.CONFLICT, message, requestId);
            case ApiFailure.StorageFull() ->
                of(HttpStatus.FORBIDDEN, FailureKind.STORAGE_QUOTA_REACHED, null, requestId);
            case ApiFailure.UploadFailed() ->
                of(HttpStatus.INTERNAL_SERVER_ERROR, FailureKind.UPLOAD_ERROR, null, requestId);
            case ApiFailure.Internal internal -> {
                MutableHttpResponse<?> response =
                        of(HttpStatus.INTERNAL_SERVER_ERROR, FailureKind.INTERNAL_ERROR, null, requestId);
                yield internal.job() == null ? response : RequestIds.withJob(response, internal.job());
            }
        };
    }

    /** Which came first. */
    private static @Nullable String how(JobState state) {
        return switch (state) {
            case SUCCEEDED -> "The task has already succeeded.";
            case FAILED -> "The task has already failed.";
            case CANCELED -> "The task is already canceled.";
            case PENDING, QUEUED, RUNNING -> null;
        };
    }

    private static MutableHttpResponse<?> unauthorized(boolean missing, String requestId) {
        String message = missing ? null : "The API key is not valid.";
        return of(HttpStatus.UNAUTHORIZED, FailureKind.UNAUTHORIZED, message, requestId)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static MutableHttpResponse<?> keyReused(@Nullable JobId job, String requestId) {
        return RequestIds.withJob(
                of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        FailureKind.IDEMPOTENCY_KEY_REUSED,
                        null,
                        "Idempotency-Key",
                        requestId),
                job);
    }

    private static MutableHttpResponse<?> noMoney(String required, String requestId) {
        String message = "The wallet cannot cover the price of %s credits.".formatted(required);
        return of(HttpStatus.PAYMENT_REQUIRED, FailureKind.INSUFFICIENT_CREDITS, message, requestId);
    }

    private static MutableHttpResponse<?> later(MutableHttpResponse<?> response, Duration after) {
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
    }

    private static MutableHttpResponse<?> of(
            HttpStatus status, FailureKind kind, @Nullable String message, String requestId) {
        return of(status, kind, message, null, requestId);
    }

    private static MutableHttpResponse<?> of(
            HttpStatus status, FailureKind kind, @Nullable String message, @Nullable String param, String requestId) {
        String text = message == null ? kind.message() : message;
        return HttpResponse.status(status).body(new Body(new Detail(kind.code(), text, param, requestId)));
    }
}
