package dev.darkroom.api.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Scope;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every reason for which a request is not done, once or more. */
public final class CanonicalFailures {

    private static final MicroUsd PRICE = new MicroUsd(120_000);
    private static final Duration AFTER = Duration.ofSeconds(10);

    private CanonicalFailures() {}

    /** Their names and the failures, for a parameterised test. */
    public static Stream<Arguments> all() {
        Map<String, ApiFailure> all = byName();
        assertEquals(
                Arrays.stream(ApiFailure.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                all.values().stream().map(ApiFailure::getClass).collect(Collectors.toSet()));
        return all.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static Map<String, ApiFailure> byName() {
        Map<String, ApiFailure> all = new LinkedHashMap<>();
        all.put("bad-field", new ApiFailure.BadField("prompt", "`prompt` is required."));
        all.put("bad-path", new ApiFailure.BadField("a.b[0]", "`a.b[0]` must be a string."));
        all.put("bad-body", new ApiFailure.BadField(null, "the body is not JSON."));
        all.put("bad-image", new ApiFailure.BadImage("image[1]", "`image[1]` is not an image."));
        all.put("minor-safety", new ApiFailure.Moderated(FailureKind.MINOR_SAFETY));
        all.put("artist-impersonation", new ApiFailure.Moderated(FailureKind.ARTIST_IMPERSONATION));
        all.put("hate-speech", new ApiFailure.Moderated(FailureKind.HATE_SPEECH));
        all.put("no-key", new ApiFailure.Unauthorized(true));
        all.put("wrong-key", new ApiFailure.Unauthorized(false));
        all.put("scope-missing", new ApiFailure.Forbidden(Scope.IMAGES_WRITE));
        all.put("model-forbidden", new ApiFailure.ModelForbidden("nano-banana-2"));
        all.put("bad-signature", new ApiFailure.BadSignature());
        all.put("too-little-money", new ApiFailure.TooLittleMoney(PRICE, MicroUsd.ZERO));
        all.put("spend-limit", new ApiFailure.SpendLimit(PRICE));
        all.put("no-wallet", new ApiFailure.NoWallet(PRICE));
        all.put("not-found", new ApiFailure.NotFound());
        all.put("conflict", new ApiFailure.Conflict(CanonicalJobs.ID, JobState.SUCCEEDED));
        all.put("method-not-allowed", new ApiFailure.MethodNotAllowed(List.of("POST")));
        all.put("too-large", new ApiFailure.TooLarge());
        all.put("wrong-content-type", new ApiFailure.WrongContentType());
        all.put("key-reused", new ApiFailure.KeyReused(CanonicalJobs.ID));
        all.put("rate-limited", new ApiFailure.RateLimited(AFTER));
        all.put("daily-cap", new ApiFailure.DailyCap(AFTER));
        all.put("queue-full", new ApiFailure.QueueFull(AFTER));
        all.put("switched-off", new ApiFailure.SwitchedOff("model"));
        all.put("not-now", new ApiFailure.NotNow("A task that has not ended works from this."));
        all.put("storage-full", new ApiFailure.StorageFull());
        all.put("upload-failed", new ApiFailure.UploadFailed());
        all.put("unavailable", new ApiFailure.Unavailable(AFTER));
        all.put("internal", new ApiFailure.Internal(null));
        all.put("internal-with-job", new ApiFailure.Internal(CanonicalJobs.ID));
        return all;
    }
}
