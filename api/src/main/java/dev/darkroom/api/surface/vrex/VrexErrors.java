package dev.darkroom.api.surface.vrex;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SurfaceErrors;
import dev.darkroom.workflows.domain.failure.FailureKind;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the vrex surface says that a request is not done. */
@Singleton
final class VrexErrors implements SurfaceErrors {

    private static final String NO_BALANCE = "INSUFFICIENT_BALANCE_FOR_IMAGE";
    private static final String NO_WALLET = "WALLET_NOT_FOUND";

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

    @Override
    public List<String> prefixes() {
        return List.of("/api/v1/images", "/api/v1/usage");
    }

    @Override
    public MutableHttpResponse<?> render(ApiFailure failure, String requestId) {
        return switch (failure) {
            case ApiFailure.BadField(String param, String message) -> invalid(message, param, requestId);
            case ApiFailure.BadImage(String param, String message) -> invalid(message, param, requestId);
            case ApiFailure.Moderated(FailureKind kind) -> of(HttpStatus.BAD_REQUEST, kind, requestId);
            case ApiFailure.Unauthorized(boolean missing) -> unauthorized(missing, requestId);
            case ApiFailure.Forbidden forbidden -> {
                String scope = forbidden.scope().word();
                yield forbidden("This key lacks the scope `%s`.".formatted(scope), null, requestId);
            }
            case ApiFailure.ModelForbidden _ -> forbidden("This key is not for that model.", "model", requestId);
            case ApiFailure.BadSignature() -> forbidden("This URL is not valid any more.", null, requestId);
            case ApiFailure.TooLittleMoney _ -> {
                String message = "Insufficient balance. Please top up your account.";
                yield of(HttpStatus.PAYMENT_REQUIRED, NO_BALANCE, message, null, requestId);
            }
            case ApiFailure.NoWallet _ -> {
                String message = "No billing wallet exists yet for the account. Top up to open one.";
                yield of(HttpStatus.NOT_FOUND, NO_WALLET, message, null, requestId);
            }
            case ApiFailure.SpendLimit _ -> of(HttpStatus.PAYMENT_REQUIRED, FailureKind.SPEND_LIMIT_REACHED, requestId);
            case ApiFailure.NotFound() -> of(HttpStatus.NOT_FOUND, FailureKind.NOT_FOUND, requestId);
            case ApiFailure.Conflict conflict ->
                RequestIds.withJob(of(HttpStatus.CONFLICT, FailureKind.CONFLICT, requestId), conflict.job());
            case ApiFailure.MethodNotAllowed _ ->
                of(HttpStatus.METHOD_NOT_ALLOWED, FailureKind.METHOD_NOT_ALLOWED, requestId);
            case ApiFailure.TooLarge() ->
                of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, FailureKind.PAYLOAD_TOO_LARGE, requestId);
            case ApiFailure.WrongContentType() ->
                of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, FailureKind.UNSUPPORTED_MEDIA_TYPE, requestId);
            case ApiFailure.KeyReused reused -> {
                FailureKind kind = FailureKind.IDEMPOTENCY_KEY_REUSED;
                MutableHttpResponse<?> response =
                        of(HttpStatus.UNPROCESSABLE_ENTITY, kind.code(), kind.message(), "Idempotency-Key", requestId);
                yield RequestIds.withJob(response, reused.job());
            }
            case ApiFailure.RateLimited(Duration after) -> tooMany(FailureKind.RATE_LIMITED, after, requestId);
            case ApiFailure.DailyCap(Duration after) -> tooMany(FailureKind.DAILY_CAP_REACHED, after, requestId);
            case ApiFailure.QueueFull(Duration after) -> tooMany(FailureKind.QUEUE_FULL, after, requestId);
            case ApiFailure.SwitchedOff(String what) -> {
                String message = "Image generation is temporarily disabled: %s.".formatted(what);
                String code = FailureKind.FEATURE_DISABLED.code();
                yield of(HttpStatus.SERVICE_UNAVAILABLE, code, message, null, requestId);
            }
            case ApiFailure.Unavailable(Duration after) ->
                later(of(HttpStatus.SERVICE_UNAVAILABLE, FailureKind.SERVICE_UNAVAILABLE, requestId), after);
            case ApiFailure.NotNow(String message) ->
                of(HttpStatus.CONFLICT, FailureKind.CONFLICT.code(), message, null, requestId);
            case ApiFailure.StorageFull() -> of(HttpStatus.FORBIDDEN, FailureKind.STORAGE_QUOTA_REACHED, requestId);
            case ApiFailure.UploadFailed() -> of(HttpStatus.INTERNAL_SERVER_ERROR, FailureKind.UPLOAD_ERROR, requestId);
            case ApiFailure.Internal internal -> {
                MutableHttpResponse<?> response =
                        of(HttpStatus.INTERNAL_SERVER_ERROR, FailureKind.INTERNAL_ERROR, requestId);
                yield internal.job() == null ? response : RequestIds.withJob(response, internal.job());
            }
        };
    }

    private static MutableHttpResponse<?> invalid(String message, @Nullable String param, String requestId) {
        return of(HttpStatus.BAD_REQUEST, FailureKind.VALIDATION_ERROR.code(), message, param, requestId);
    }

    private static MutableHttpResponse<?> unauthorized(boolean missing, String requestId) {
        FailureKind kind = FailureKind.UNAUTHORIZED;
        String message = missing ? kind.message() : "The API key is not valid.";
        return of(HttpStatus.UNAUTHORIZED, kind.code(), message, null, requestId)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static MutableHttpResponse<?> forbidden(String message, @Nullable String param, String requestId) {
        return of(HttpStatus.FORBIDDEN, FailureKind.FORBIDDEN.code(), message, param, requestId);
    }

    private static MutableHttpResponse<?> tooMany(FailureKind kind, Duration after, String requestId) {
        return later(of(HttpStatus.TOO_MANY_REQUESTS, kind, requestId), after);
    }

    private static MutableHttpResponse<?> later(MutableHttpResponse<?> response, Duration after) {
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
    }

    private static MutableHttpResponse<?> of(HttpStatus status, FailureKind kind, String requestId) {
        return of(status, kind.code(), kind.message(), null, requestId);
    }

    private static MutableHttpResponse<?> of(
            HttpStatus status, String code, String message, @Nullable String param, String requestId) {
        return HttpResponse.status(status).body(new Body(new Detail(code, message, param, requestId)));
    }
}
