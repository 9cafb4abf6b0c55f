package dev.darkroom.api.surface.gptimage2;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the gptimage2 surface says that a request is not done. */
@Singleton
final class GptImage2Errors implements SurfaceErrors {

    private final MoneyUnit credits;

    GptImage2Errors(PricesConfig prices) {
        credits = prices.gptimage2();
    }

    /** {@code {"error":"..."}}. */
    @Serdeable
    record Body(String error) {}

    /** A body for a request that is not valid. */
    @Serdeable
    record Invalid(String error, Details details) {}

    /**
     * What is not valid.
     *
     * @param formErrors of the request as a whole
     * @param fieldErrors by the field of the body; a sentence names the exact place
     */
    @Serdeable
    record Details(List<String> formErrors, Map<String, List<String>> fieldErrors) {}

    /** A body for a request that is against the acceptable-use policy. */
    @Serdeable
    record Blocked(String error, BlockedDetails details) {}

    /** Which part of the policy. */
    @Serdeable
    record BlockedDetails(String code, List<String> formErrors, Map<String, List<String>> fieldErrors) {}

    /** A body for a wallet that is too small. */
    @Serdeable
    record Unpaid(String error, BigDecimal required) {}

    @Override
    public List<String> prefixes() {
        return List.of("/api/ai");
    }

    /** That the tenant's requests may hand nothing to a provider. */
    MutableHttpResponse<?> noProviderInput() {
        return of(HttpStatus.FORBIDDEN, "Forbidden");
    }

    @Override
    public MutableHttpResponse<?> render(ApiFailure failure, String requestId) {
        return switch (failure) {
            case ApiFailure.BadField(String param, String message) -> invalid(message, param);
            case ApiFailure.BadImage(String param, String message) -> invalid(message, param);
            case ApiFailure.Moderated(FailureKind kind) -> blocked(kind);
            case ApiFailure.Unauthorized _ ->
                of(HttpStatus.UNAUTHORIZED, "Unauthorized").header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case ApiFailure.Forbidden _, ApiFailure.ModelForbidden _, ApiFailure.BadSignature() ->
                of(HttpStatus.FORBIDDEN, "Forbidden");
            case ApiFailure.TooLittleMoney too -> unpaid("Insufficient credits", too.required());
            case ApiFailure.NoWallet none -> unpaid("Insufficient credits", none.required());
            case ApiFailure.SpendLimit limit -> unpaid("Spend limit reached", limit.required());
            case ApiFailure.NotFound() -> of(HttpStatus.NOT_FOUND, "Task not found");
            case ApiFailure.Conflict conflict ->
                RequestIds.withJob(of(HttpStatus.CONFLICT, "Conflict"), conflict.job());
            case ApiFailure.MethodNotAllowed _ -> of(HttpStatus.METHOD_NOT_ALLOWED, "Method Not Allowed");
            case ApiFailure.TooLarge() -> of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Payload Too Large");
            case ApiFailure.WrongContentType() -> of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
            case ApiFailure.KeyReused reused ->
                RequestIds.withJob(of(HttpStatus.UNPROCESSABLE_ENTITY, "Unprocessable Entity"), reused.job());
            case ApiFailure.RateLimited(Duration after) -> tooMany(after);
            case ApiFailure.DailyCap(Duration after) -> tooMany(after);
            case ApiFailure.QueueFull(Duration after) -> tooMany(after);
            case ApiFailure.SwitchedOff _ -> of(HttpStatus.SERVICE_UNAVAILABLE, "Service Unavailable");
            case ApiFailure.Unavailable(Duration after) ->
                later(of(HttpStatus.SERVICE_UNAVAILABLE, "Service Unavailable"), after);
            case ApiFailure.NotNow(String message) -> of(HttpStatus.CONFLICT, message);
            case ApiFailure.StorageFull() -> of(HttpStatus.FORBIDDEN, FailureKind.STORAGE_QUOTA_REACHED.message());
            case ApiFailure.UploadFailed() -> of(HttpStatus.INTERNAL_SERVER_ERROR, FailureKind.UPLOAD_ERROR.message());
            case ApiFailure.Internal internal -> {
                MutableHttpResponse<?> response = of(HttpStatus.INTERNAL_SERVER_ERROR, "Internal Server Error");
                yield internal.job() == null ? response : RequestIds.withJob(response, internal.job());
            }
        };
    }

    private static MutableHttpResponse<?> invalid(String message, @Nullable String param) {
        Details details = param == null
                ? new Details(List.of(message), Map.of())
                : new Details(List.of(), Map.of(field(param), List.of(message)));
        return HttpResponse.badRequest(new Invalid("Invalid request", details));
    }

    /** The field of the body that a path begins with. */
    private static String field(String path) {
        return path.split("[.\\[]", 2)[0];
    }

    private static MutableHttpResponse<?> blocked(FailureKind kind) {
        BlockedDetails details = new BlockedDetails(kind.code(), List.of(kind.message()), Map.of());
        return HttpResponse.badRequest(new Blocked("Invalid request", details));
    }

    private MutableHttpResponse<?> unpaid(String error, MicroUsd required) {
        return HttpResponse.status(HttpStatus.PAYMENT_REQUIRED).body(new Unpaid(error, credits.of(required)));
    }

    private static MutableHttpResponse<?> tooMany(Duration after) {
        return later(of(HttpStatus.TOO_MANY_REQUESTS, "Too Many Requests"), after);
    }

    private static MutableHttpResponse<?> later(MutableHttpResponse<?> response, Duration after) {
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
    }

    private static MutableHttpResponse<?> of(HttpStatus status, String error) {
        return HttpResponse.status(status).body(new Body(error));
    }
}
