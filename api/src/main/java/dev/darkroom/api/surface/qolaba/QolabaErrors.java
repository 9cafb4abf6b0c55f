package dev.darkroom.api.surface.qolaba;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
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
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the qolaba surface says that a request is not done. */
@Singleton
final class QolabaErrors implements SurfaceErrors {

    /**
     * {@code {"error":"<status>","message":"<sentence>"}}.
     *
     * @param error the phrase of the status
     */
    @Serdeable
    record Body(String error, String message) {}

    /**
     * A price that cannot be paid.
     *
     * @param requiredCredits the price
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Unpaid(String error, String message, BigDecimal requiredCredits) {}

    /**
     * A request that came too early.
     *
     * @param retryAfter seconds
     */
    @Serdeable
    record Limited(String error, String message, long retryAfter) {}

    /** A task that was waited for and has no result. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Failed(String error, String message, String taskId) {}

    @Override
    public List<String> prefixes() {
        return List.of("/api/v1/images/generate", "/api/v1/tasks");
    }

    @Override
    public MutableHttpResponse<?> render(ApiFailure failure, String requestId) {
        return switch (failure) {
            case ApiFailure.BadField(String _, String message) -> bad(message);
            case ApiFailure.BadImage(String _, String message) -> bad(message);
            case ApiFailure.Moderated(FailureKind kind) -> bad(kind.message());
            case ApiFailure.Unauthorized(boolean missing) -> unauthorized(missing);
            case ApiFailure.Forbidden forbidden ->
                forbidden("This key lacks the scope `%s`."
                        .formatted(forbidden.scope().word()));
            case ApiFailure.ModelForbidden _ -> forbidden("This key is not for that `model`.");
            case ApiFailure.BadSignature() -> forbidden("This URL is not valid any more.");
            case ApiFailure.TooLittleMoney(MicroUsd required, MicroUsd _) ->
                unpaid(FailureKind.INSUFFICIENT_CREDITS, required);
            case ApiFailure.NoWallet(MicroUsd required) -> unpaid(FailureKind.INSUFFICIENT_CREDITS, required);
            case ApiFailure.SpendLimit(MicroUsd required) -> unpaid(FailureKind.SPEND_LIMIT_REACHED, required);
            case ApiFailure.NotFound() -> of(HttpStatus.NOT_FOUND, "Not Found", FailureKind.NOT_FOUND);
            case ApiFailure.Conflict conflict ->
                RequestIds.withJob(of(HttpStatus.CONFLICT, "Conflict", FailureKind.CONFLICT), conflict.job());
            case ApiFailure.MethodNotAllowed _ ->
                of(HttpStatus.METHOD_NOT_ALLOWED, "Method Not Allowed", FailureKind.METHOD_NOT_ALLOWED);
            case ApiFailure.TooLarge() ->
                of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Payload Too Large", FailureKind.PAYLOAD_TOO_LARGE);
            case ApiFailure.WrongContentType() ->
                of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type", FailureKind.UNSUPPORTED_MEDIA_TYPE);
            case ApiFailure.KeyReused(JobId job) -> RequestIds.withJob(keyReused(), job);
            case ApiFailure.RateLimited(Duration after) -> limited(FailureKind.RATE_LIMITED, after);
            case ApiFailure.DailyCap(Duration after) -> limited(FailureKind.DAILY_CAP_REACHED, after);
            case ApiFailure.QueueFull(Duration after) -> limited(FailureKind.QUEUE_FULL, after);
            case ApiFailure.SwitchedOff(String what) -> unavailable("`%s` is switched off here.".formatted(what));
            case ApiFailure.Unavailable(Duration after) ->
                unavailable(FailureKind.SERVICE_UNAVAILABLE.message())
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds(after)));
            case ApiFailure.NotNow(String message) -> of(HttpStatus.CONFLICT, "Conflict", message);
            case ApiFailure.StorageFull() -> forbidden(FailureKind.STORAGE_QUOTA_REACHED.message());
            case ApiFailure.UploadFailed() ->
                of(HttpStatus.INTERNAL_SERVER_ERROR, "Internal Server Error", FailureKind.UPLOAD_ERROR);
            case ApiFailure.Internal internal -> broken(internal.job());
        };
    }

    /** A task that was waited for and ended without success. It was refunded. */
    MutableHttpResponse<?> failed(JobView job) {
        FailureKind kind = job.failure() == null ? FailureKind.INTERNAL_ERROR : job.failure();
        return HttpResponse.status(HttpStatus.BAD_GATEWAY)
                .body(new Failed("Generation Failed", kind.message(), QolabaMapping.task(job)));
    }

    private static MutableHttpResponse<?> bad(String message) {
        return of(HttpStatus.BAD_REQUEST, "Bad Request", message);
    }

    private static MutableHttpResponse<?> unauthorized(boolean missing) {
        String message = missing ? FailureKind.UNAUTHORIZED.message() : "The API key is not valid.";
        return of(HttpStatus.UNAUTHORIZED, "Unauthorized", message).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static MutableHttpResponse<?> forbidden(String message) {
        return of(HttpStatus.FORBIDDEN, "Forbidden", message);
    }

    private static MutableHttpResponse<?> unpaid(FailureKind kind, MicroUsd required) {
        return HttpResponse.status(HttpStatus.PAYMENT_REQUIRED)
                .body(new Unpaid("Payment Required", kind.message(), QolabaMapping.CREDITS.of(required)));
    }

    private static MutableHttpResponse<?> keyReused() {
        return of(HttpStatus.UNPROCESSABLE_ENTITY, "Unprocessable Entity", FailureKind.IDEMPOTENCY_KEY_REUSED);
    }

    private static MutableHttpResponse<?> limited(FailureKind kind, Duration after) {
        long seconds = seconds(after);
        return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                .body(new Limited("Rate Limited", kind.message(), seconds))
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    private static MutableHttpResponse<?> unavailable(String message) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "Service Unavailable", message);
    }

    private static MutableHttpResponse<?> broken(@Nullable JobId job) {
        MutableHttpResponse<?> response =
                of(HttpStatus.INTERNAL_SERVER_ERROR, "Internal Server Error", FailureKind.INTERNAL_ERROR);
        return job == null ? response : RequestIds.withJob(response, job);
    }

    private static long seconds(Duration after) {
        return Math.max(1, after.toSeconds());
    }

    private static MutableHttpResponse<?> of(HttpStatus status, String error, FailureKind kind) {
        return of(status, error, kind.message());
    }

    private static MutableHttpResponse<?> of(HttpStatus status, String error, String message) {
        return HttpResponse.status(status).body(new Body(error, message));
    }
}
