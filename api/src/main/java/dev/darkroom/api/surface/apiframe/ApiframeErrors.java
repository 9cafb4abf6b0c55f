package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.MoneyUnit;
import dev.darkroom.api.core.PricesConfig;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SurfaceErrors;
import dev.darkroom.workflows.domain.failure.FailureKind;
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

/** How the apiframe surface says that a request is not done. */
@Singleton
final class ApiframeErrors implements SurfaceErrors {

    private static final String INVALID = "Validation error";
    private static final String TOO_MANY = "Too many requests";
    private static final String UNAVAILABLE = "Service unavailable";

    private final MoneyUnit credits;

    ApiframeErrors(PricesConfig prices) {
        credits = prices.apiframe();
    }

    /** {@code {"error":"<text>","details":{...}}}. */
    @Serdeable
    record Body(String error, Detail details) {}

    /**
     * What went wrong.
     *
     * @param path of the field, or the name of a header or query parameter; null where it is none of them
     */
    @Serdeable
    record Detail(String code, @Nullable String path, String message) {}

    /** A caller whom nobody knows. */
    @Serdeable
    record Unknown(String error, String details) {}

    /**
     * A price that cannot be paid.
     *
     * @param balance what could be spent, in whole credits; null where it is the key and not the wallet that has too
     *     little
     */
    @Serdeable
    record Unpaid(String error, Detail details, @Nullable Long balance, BigDecimal required) {}

    @Override
    public List<String> prefixes() {
        return List.of("/v2");
    }

    @Override
    public MutableHttpResponse<?> render(ApiFailure failure, String requestId) {
        return switch (failure) {
            case ApiFailure.BadField(String param, String message) ->
                of(HttpStatus.BAD_REQUEST, INVALID, FailureKind.VALIDATION_ERROR, param, message);
            case ApiFailure.BadImage(String param, String message) ->
                of(HttpStatus.BAD_REQUEST, INVALID, FailureKind.INVALID_IMAGE, param, message);
            case ApiFailure.Moderated(FailureKind kind) -> of(HttpStatus.BAD_REQUEST, INVALID, kind);
            case ApiFailure.Unauthorized(boolean missing) -> unauthorized(missing);
            case ApiFailure.Forbidden forbidden ->
                forbidden(
                        null,
                        "This key lacks the scope `%s`."
                                .formatted(forbidden.scope().word()));
            case ApiFailure.ModelForbidden _ -> forbidden("model", "This key is not for that model.");
            case ApiFailure.BadSignature() -> forbidden(null, "Read the job again for a fresh URL.");
            case ApiFailure.TooLittleMoney(MicroUsd required, MicroUsd balance) ->
                unpaid(FailureKind.INSUFFICIENT_CREDITS, credits.whole(balance), required);
            case ApiFailure.NoWallet(MicroUsd required) -> unpaid(FailureKind.INSUFFICIENT_CREDITS, 0L, required);
            case ApiFailure.SpendLimit(MicroUsd required) -> unpaid(FailureKind.SPEND_LIMIT_REACHED, null, required);
            case ApiFailure.NotFound() -> of(HttpStatus.NOT_FOUND, "Job not found", FailureKind.NOT_FOUND);
            case ApiFailure.Conflict conflict ->
                RequestIds.withJob(of(HttpStatus.CONFLICT, "Conflict", FailureKind.CONFLICT), conflict.job());
            case ApiFailure.MethodNotAllowed _ ->
                of(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed", FailureKind.METHOD_NOT_ALLOWED);
            case ApiFailure.TooLarge() ->
                of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Payload too large", FailureKind.PAYLOAD_TOO_LARGE);
            case ApiFailure.WrongContentType() ->
                of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", FailureKind.UNSUPPORTED_MEDIA_TYPE);
            case ApiFailure.KeyReused reused -> RequestIds.withJob(keyReused(), reused.job());
            case ApiFailure.RateLimited(Duration after) -> tooMany(FailureKind.RATE_LIMITED, after);
            case ApiFailure.DailyCap(Duration after) -> tooMany(FailureKind.DAILY_CAP_REACHED, after);
            case ApiFailure.QueueFull(Duration after) -> tooMany(FailureKind.QUEUE_FULL, after);
            case ApiFailure.SwitchedOff(String _) ->
                of(HttpStatus.SERVICE_UNAVAILABLE, UNAVAILABLE, FailureKind.FEATURE_DISABLED);
            case ApiFailure.Unavailable(Duration after) ->
                later(of(HttpStatus.SERVICE_UNAVAILABLE, UNAVAILABLE, FailureKind.SERVICE_UNAVAILABLE), after);
            case ApiFailure.NotNow(String message) ->
                of(HttpStatus.CONFLICT, "Conflict", FailureKind.CONFLICT, null, message);
            case ApiFailure.StorageFull() -> of(HttpStatus.FORBIDDEN, "Forbidden", FailureKind.STORAGE_QUOTA_REACHED);
            case ApiFailure.UploadFailed() ->
                of(HttpStatus.INTERNAL_SERVER_ERROR, "Internal server error", FailureKind.UPLOAD_ERROR);
            case ApiFailure.Internal internal ->
                RequestIds.withJob(
                        of(HttpStatus.INTERNAL_SERVER_ERROR, "Internal server error", FailureKind.INTERNAL_ERROR),
                        internal.job());
        };
    }

    private static MutableHttpResponse<?> unauthorized(boolean missing) {
        String why = missing ? "API key is required" : "Invalid API key";
        return HttpResponse.status(HttpStatus.UNAUTHORIZED)
                .body(new Unknown("Unauthorized", why))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static MutableHttpResponse<?> forbidden(@Nullable String path, String message) {
        return of(HttpStatus.FORBIDDEN, "Forbidden", FailureKind.FORBIDDEN, path, message);
    }

    private MutableHttpResponse<?> unpaid(FailureKind kind, @Nullable Long balance, MicroUsd required) {
        Detail detail = new Detail(kind.code(), null, kind.message());
        return HttpResponse.status(HttpStatus.PAYMENT_REQUIRED)
                .body(new Unpaid("Insufficient credits", detail, balance, credits.of(required)));
    }

    private static MutableHttpResponse<?> keyReused() {
        FailureKind kind = FailureKind.IDEMPOTENCY_KEY_REUSED;
        return of(HttpStatus.UNPROCESSABLE_ENTITY, "Unprocessable entity", kind, "Idempotency-Key", kind.message());
    }

    private static MutableHttpResponse<?> tooMany(FailureKind kind, Duration after) {
        return later(of(HttpStatus.TOO_MANY_REQUESTS, TOO_MANY, kind), after);
    }

    private static MutableHttpResponse<?> later(MutableHttpResponse<?> response, Duration after) {
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
    }

    private static MutableHttpResponse<?> of(HttpStatus status, String error, FailureKind kind) {
        return of(status, error, kind, null, kind.message());
    }

    private static MutableHttpResponse<?> of(
            HttpStatus status, String error, FailureKind kind, @Nullable String path, String message) {
        return HttpResponse.status(status).body(new Body(error, new Detail(kind.code(), path, message)));
    }
}
