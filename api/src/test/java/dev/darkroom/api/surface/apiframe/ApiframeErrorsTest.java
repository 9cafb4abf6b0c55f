package dev.darkroom.api.surface.apiframe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller of this surface is told of each failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiframeErrorsTest {

    private static final Duration AFTER = Duration.ofSeconds(90);
    private static final MicroUsd REQUIRED = new MicroUsd(80_000);

    private final ApiframeBeans beans = new ApiframeBeans();
    private final ApiframeErrors errors = beans.get(ApiframeErrors.class);

    @AfterAll
    void close() {
        beans.close();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_told(String name, ApiFailure failure, int status, String header, String value) {
        MutableHttpResponse<?> response = errors.render(failure, "req_1");
        assertEquals(status, response.code());
        Golden.check("apiframe/error-" + name, beans.json(Objects.requireNonNull(response.body())));
        for (String each : List.of("WWW-Authenticate", "Retry-After", "X-Job-Id")) {
            @Nullable String found = response.getHeaders().get(each);
            if (each.equals(header)) {
                assertEquals(value, found);
            } else {
                assertNull(found, each);
            }
        }
    }

    @Test
    void no_failure_is_left_out() {
        Set<Class<?>> told = failures()
                .map(each -> Objects.requireNonNull(each.get()[1]).getClass())
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(ApiFailure.class.getPermittedSubclasses()).collect(Collectors.toSet()), told);
    }

    @Test
    void the_surface_has_all_paths_of_its_version() {
        assertEquals(List.of("/v2"), errors.prefixes());
    }

    private static Stream<Arguments> failures() {
        String job = CanonicalJobs.ID.text();
        return Stream.of(
                of(
                        "bad-field",
                        new ApiFailure.BadField(
                                "midjourneyParams.stylize", "`midjourneyParams.stylize` must be at most 1000."),
                        400),
                of("bad-body", new ApiFailure.BadField(null, "the body is not JSON."), 400),
                of("bad-image", new ApiFailure.BadImage("params.imageUrl", "`params.imageUrl` is not an image."), 400),
                of("minor-safety", new ApiFailure.Moderated(FailureKind.MINOR_SAFETY), 400),
                of("artist-impersonation", new ApiFailure.Moderated(FailureKind.ARTIST_IMPERSONATION), 400),
                of("hate-speech", new ApiFailure.Moderated(FailureKind.HATE_SPEECH), 400),
                arguments("key-missing", new ApiFailure.Unauthorized(true), 401, "WWW-Authenticate", "Bearer"),
                arguments("key-invalid", new ApiFailure.Unauthorized(false), 401, "WWW-Authenticate", "Bearer"),
                of("too-little-money", new ApiFailure.TooLittleMoney(REQUIRED, new MicroUsd(79_999)), 402),
                of("no-wallet", new ApiFailure.NoWallet(REQUIRED), 402),
                of("spend-limit", new ApiFailure.SpendLimit(REQUIRED), 402),
                of("scope-missing", new ApiFailure.Forbidden(Scope.IMAGES_WRITE), 403),
                of("model-forbidden", new ApiFailure.ModelForbidden("midjourney"), 403),
                of("bad-signature", new ApiFailure.BadSignature(), 403),
                of("not-found", new ApiFailure.NotFound(), 404),
                arguments(
                        "conflict",
                        new ApiFailure.Conflict(CanonicalJobs.ID, JobState.SUCCEEDED),
                        409,
                        "X-Job-Id",
                        job),
                of("method-not-allowed", new ApiFailure.MethodNotAllowed(List.of("GET")), 405),
                of("too-large", new ApiFailure.TooLarge(), 413),
                of("wrong-content-type", new ApiFailure.WrongContentType(), 415),
                arguments("key-reused", new ApiFailure.KeyReused(CanonicalJobs.ID), 422, "X-Job-Id", job),
                arguments("rate-limited", new ApiFailure.RateLimited(Duration.ZERO), 429, "Retry-After", "1"),
                arguments("daily-cap", new ApiFailure.DailyCap(AFTER), 429, "Retry-After", "90"),
                arguments("queue-full", new ApiFailure.QueueFull(AFTER), 429, "Retry-After", "90"),
                of("not-now", new ApiFailure.NotNow("A task that has not ended works from this."), 409),
                of("storage-full", new ApiFailure.StorageFull(), 403),
                of("upload-failed", new ApiFailure.UploadFailed(), 500),
                of("switched-off", new ApiFailure.SwitchedOff("image_to_image"), 503),
                arguments("unavailable", new ApiFailure.Unavailable(AFTER), 503, "Retry-After", "90"),
                of("internal", new ApiFailure.Internal(null), 500),
                arguments("outcome-unknown", new ApiFailure.Internal(CanonicalJobs.ID), 500, "X-Job-Id", job));
    }

    private static Arguments of(String name, ApiFailure failure, int status) {
        return arguments(name, failure, status, "", "");
    }
}
