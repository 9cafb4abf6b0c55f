package dev.darkroom.api.surface.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told of each failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiErrorsTest {

    private static final Duration AFTER = Duration.ofSeconds(90);
    private static final MicroUsd REQUIRED = new MicroUsd(50_000);

    private final OpenAiBeans beans = new OpenAiBeans();
    private final OpenAiErrors errors = beans.get(OpenAiErrors.class);

    @AfterAll
    void close() {
        beans.close();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_told(String name, ApiFailure failure) {
        Golden.check("openai/error-" + name, beans.json(errors.render(failure, "req_1")));
    }

    @Test
    void a_wait_that_was_too_long() {
        Golden.check("openai/late", beans.json(errors.late(CanonicalJobs.ID)));
    }

    @Test
    void a_model_that_is_not_there() {
        Golden.check("openai/error-unknown-model", beans.json(errors.unknownModel()));
    }

    @Test
    void no_failure_is_left_out() {
        Set<Class<?>> told = failures()
                .map(each -> Objects.requireNonNull(each.get()[1]).getClass())
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(ApiFailure.class.getPermittedSubclasses()).collect(Collectors.toSet()), told);
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                arguments("bad-field", new ApiFailure.BadField("n", "`n` must be an integer from 1 to 10.")),
                arguments("bad-body", new ApiFailure.BadField(null, "the body is not JSON (line 1, column 2).")),
                arguments("bad-image", new ApiFailure.BadImage("image", "`image` is not an image.")),
                arguments("minor-safety", new ApiFailure.Moderated(FailureKind.MINOR_SAFETY)),
                arguments("artist-impersonation", new ApiFailure.Moderated(FailureKind.ARTIST_IMPERSONATION)),
                arguments("hate-speech", new ApiFailure.Moderated(FailureKind.HATE_SPEECH)),
                arguments("key-missing", new ApiFailure.Unauthorized(true)),
                arguments("key-invalid", new ApiFailure.Unauthorized(false)),
                arguments("scope-missing", new ApiFailure.Forbidden(Scope.IMAGES_WRITE)),
                arguments("model-forbidden", new ApiFailure.ModelForbidden("gpt-image-2")),
                arguments("bad-signature", new ApiFailure.BadSignature()),
                arguments("too-little-money", new ApiFailure.TooLittleMoney(REQUIRED, new MicroUsd(49_999))),
                arguments("no-wallet", new ApiFailure.NoWallet(REQUIRED)),
                arguments("spend-limit", new ApiFailure.SpendLimit(REQUIRED)),
                arguments("not-found", new ApiFailure.NotFound()),
                arguments("conflict", new ApiFailure.Conflict(CanonicalJobs.ID, JobState.SUCCEEDED)),
                arguments("method-not-allowed", new ApiFailure.MethodNotAllowed(List.of("POST"))),
                arguments("too-large", new ApiFailure.TooLarge()),
                arguments("wrong-content-type", new ApiFailure.WrongContentType()),
                arguments("key-reused", new ApiFailure.KeyReused(CanonicalJobs.ID)),
                arguments("rate-limited", new ApiFailure.RateLimited(Duration.ZERO)),
                arguments("daily-cap", new ApiFailure.DailyCap(AFTER)),
                arguments("queue-full", new ApiFailure.QueueFull(AFTER)),
                arguments("not-now", new ApiFailure.NotNow("A task that has not ended works from this.")),
                arguments("storage-full", new ApiFailure.StorageFull()),
                arguments("upload-failed", new ApiFailure.UploadFailed()),
                arguments("switched-off", new ApiFailure.SwitchedOff("image_to_image")),
                arguments("unavailable", new ApiFailure.Unavailable(AFTER)),
                arguments("internal", new ApiFailure.Internal(null)),
                arguments("outcome-unknown", new ApiFailure.Internal(CanonicalJobs.ID)));
    }
}
