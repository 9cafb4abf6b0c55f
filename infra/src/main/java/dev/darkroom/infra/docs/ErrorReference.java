package dev.darkroom.infra.docs;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.surface.stratizon.NativeErrors;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.failure.Fault;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes infra/docs/errors.md out of the table of failures and out of what the native surface answers. */
final class ErrorReference {

    /** One of each way to refuse a request. */
    static final List<ApiFailure> REFUSALS = List.of(
            new ApiFailure.BadField("prompt", "`prompt` must not be empty."),
            new ApiFailure.BadImage("image", "`image` is not an image."),
            new ApiFailure.Moderated(FailureKind.MINOR_SAFETY),
            new ApiFailure.Moderated(FailureKind.ARTIST_IMPERSONATION),
            new ApiFailure.Moderated(FailureKind.HATE_SPEECH),
            new ApiFailure.Unauthorized(true),
            new ApiFailure.Forbidden(Scope.IMAGES_WRITE),
            new ApiFailure.ModelForbidden("gpt-image-2"),
            new ApiFailure.BadSignature(),
            new ApiFailure.TooLittleMoney(MicroUsd.ofUsd(1), MicroUsd.ZERO),
            new ApiFailure.NoWallet(MicroUsd.ofUsd(1)),
            new ApiFailure.SpendLimit(MicroUsd.ofUsd(1)),
            new ApiFailure.NotFound(),
            new ApiFailure.Conflict(new JobId(new UUID(0, 0)), JobState.SUCCEEDED),
            new ApiFailure.MethodNotAllowed(List.of("GET")),
            new ApiFailure.TooLarge(),
            new ApiFailure.WrongContentType(),
            new ApiFailure.KeyReused(new JobId(new UUID(0, 0))),
            new ApiFailure.RateLimited(Duration.ofSeconds(1)),
            new ApiFailure.DailyCap(Duration.ofHours(1)),
            new ApiFailure.QueueFull(Duration.ofSeconds(10)),
            new ApiFailure.SwitchedOff("model"),
            new ApiFailure.NotNow("The task has not ended."),
            new ApiFailure.StorageFull(),
            new ApiFailure.UploadFailed(),
            new ApiFailure.Unavailable(Duration.ofSeconds(2)),
            new ApiFailure.Internal(null));

    private static final Pattern CODE = Pattern.compile("\\bcode=([A-Z_]+)");
    private static final String UNUSED = "not yet";

    private ErrorReference() {}

    /** The page. */
    static String page() {
        Map<FailureKind, Integer> statuses = statuses();
        return """
            # What an error means

            Generated from [FailureKind](../../workflows/src/main/java/dev/darkroom/workflows/domain/failure/FailureKind.java) \
            and [NativeErrors](../../api/src/main/java/dev/darkroom/api/surface/stratizon/NativeErrors.java); \
            a test keeps it current. To write it anew: `infra/docs/generate`.

            Whose doing: **caller** (the request, its key or its content), **provider** (the upstream that makes the images), \
            **platform** (Darkroom, or what it runs on), **limit** (a bound on money or backlog).
            *Again* says whether the very same request may succeed when it is sent again.

            ## A request is refused

            `{"error": {"code", "message", "param", "request_id"}}`. No job was made and nothing was charged; only \
            `INTERNAL_ERROR` may have left a job behind, and then names it in `X-Job-Id`. \
            An HTTP status of *%s* belongs to a route that this version does not have.

            | code | HTTP | whose doing | again | what it means | what to do |
            |---|---|---|---|---|---|
            %s
            ## A task has ended, or an image is missing

            The code is in the task's `error` or in `output.missing`. Every image that was not delivered is refunded, \
            so a failed task costs nothing, whatever the provider bills us; *may cost us* says whether it may.

            | code | whose doing | again | may cost us | what it means | what to do |
            |---|---|---|---|---|---|
            %s\
            """.formatted(
                        UNUSED,
                        rows(ErrorReference::isRefusal, kind -> refusal(kind, statuses)),
                        rows(kind -> !isRefusal(kind), ErrorReference::ending));
    }

    /** The kinds that requests are refused with, and the HTTP status of each. */
    static Map<FailureKind, Integer> statuses() {
        NativeErrors surface = new NativeErrors();
        Map<FailureKind, Integer> statuses = new TreeMap<>();
        for (ApiFailure failure : REFUSALS) {
            MutableHttpResponse<?> response = surface.render(failure, "req_0");
            Matcher code = CODE.matcher(String.valueOf(response.body()));
            if (!code.find()) {
                throw new IllegalStateException("no code in the answer to " + failure);
            }
            statuses.put(FailureKind.valueOf(code.group(1)), response.code());
        }
        return statuses;
    }

    /** The table has the refusals first, then the ends of jobs. */
    static boolean isRefusal(FailureKind kind) {
        return kind.compareTo(FailureKind.PROMPT_REJECTED) < 0;
    }

    private static String rows(Predicate<FailureKind> which, Function<FailureKind, List<String>> cells) {
        return Arrays.stream(FailureKind.values())
                .filter(which)
                .map(kind -> "| " + String.join(" | ", cells.apply(kind)) + " |\n")
                .collect(Collectors.joining());
    }

    private static List<String> refusal(FailureKind kind, Map<FailureKind, Integer> statuses) {
        Integer status = statuses.get(kind);
        return List.of(
                "`%s`".formatted(kind.code()),
                status == null ? UNUSED : status.toString(),
                word(kind.fault()),
                yes(kind.retryable()),
                kind.message(),
                kind.advice());
    }

    private static List<String> ending(FailureKind kind) {
        return List.of(
                "`%s`".formatted(kind.code()),
                word(kind.fault()),
                yes(kind.retryable()),
                yes(kind.billable()),
                kind.message(),
                kind.advice());
    }

    private static String word(Fault fault) {
        return switch (fault) {
            case CALLER -> "caller";
            case PROVIDER -> "provider";
            case PLATFORM -> "platform";
            case LIMIT -> "limit";
        };
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
