package dev.darkroom.activities.provider.fal;

import dev.darkroom.activities.provider.ImageProvider.NotAccepted;
import dev.darkroom.activities.provider.ImageProvider.Refused;
import dev.darkroom.activities.provider.ImageProvider.SubmitReply;
import dev.darkroom.activities.provider.ImageProvider.Unknown;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What fal's refusals and failures come to. Fal bills pictures that were made and nothing else, so that no failure here
 * costs us anything; the caller is refunded in each case.
 */
final class FalErrors {

    /** Fal's words for what went wrong, of its queue and of its models. Those not listed are told by their status. */
    private enum Word {
        CONTENT_POLICY_VIOLATION(FailureKind.PROMPT_REJECTED),

        IMAGE_TOO_SMALL(FailureKind.INVALID_IMAGE),
        IMAGE_TOO_LARGE(FailureKind.INVALID_IMAGE),
        IMAGE_LOAD_ERROR(FailureKind.INVALID_IMAGE),
        FILE_DOWNLOAD_ERROR(FailureKind.INVALID_IMAGE),
        FILE_TOO_LARGE(FailureKind.INVALID_IMAGE),
        FACE_DETECTION_ERROR(FailureKind.INVALID_IMAGE),
        UNSUPPORTED_IMAGE_FORMAT(FailureKind.INVALID_IMAGE),

        NO_MEDIA_GENERATED(FailureKind.EMPTY_RESULT),

        GENERATION_TIMEOUT(FailureKind.PROVIDER_TIMEOUT),
        REQUEST_TIMEOUT(FailureKind.PROVIDER_TIMEOUT),
        STARTUP_TIMEOUT(FailureKind.PROVIDER_TIMEOUT),

        RUNNER_SCHEDULING_FAILURE(FailureKind.PROVIDER_ERROR),
        RUNNER_CONNECTION_TIMEOUT(FailureKind.PROVIDER_ERROR),
        RUNNER_CONNECTION_REFUSED(FailureKind.PROVIDER_ERROR),
        RUNNER_CONNECTION_ERROR(FailureKind.PROVIDER_ERROR),
        RUNNER_DISCONNECTED(FailureKind.PROVIDER_ERROR),
        RUNNER_INCOMPLETE_RESPONSE(FailureKind.PROVIDER_ERROR),
        RUNNER_SERVER_ERROR(FailureKind.PROVIDER_ERROR),
        INTERNAL_ERROR(FailureKind.PROVIDER_ERROR),
        INTERNAL_SERVER_ERROR(FailureKind.PROVIDER_ERROR),
        DOWNSTREAM_SERVICE_ERROR(FailureKind.PROVIDER_ERROR),
        DOWNSTREAM_SERVICE_UNAVAILABLE(FailureKind.PROVIDER_ERROR),
        CLIENT_DISCONNECTED(FailureKind.PROVIDER_ERROR),
        CLIENT_CANCELLED(FailureKind.PROVIDER_ERROR),
        BAD_REQUEST(FailureKind.PROVIDER_ERROR);

        private final FailureKind kind;

        Word(FailureKind kind) {
            this.kind = kind;
        }
    }

    private FalErrors() {}

    /**
     * A submit that was answered without a ticket. That it was not accepted is said by a status that cannot be read in
     * two ways, and else by fal's own words: a gateway on the way says 503 also where it lost the answer.
     */
    static SubmitReply ofSubmit(FalWire.Reply reply) {
        return switch (reply.status()) {
            case 408, 499 -> new Unknown();
            case 429 -> new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
            case 503 ->
                isTold(reply) || reply.retryAfter().isPresent()
                        ? new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE)
                        : new Unknown();
            default -> reply.status() >= 300 && reply.status() < 500 ? ofRefusal(reply) : new Unknown();
        };
    }

    /** Another provider would be asked for the same prompt and the same images, but not with our key and in fal's words. */
    private static SubmitReply ofRefusal(FalWire.Reply reply) {
        return switch (word(reply).orElse(FailureKind.PROVIDER_UNAVAILABLE)) {
            case PROMPT_REJECTED -> new Refused(FailureKind.PROMPT_REJECTED);
            case INVALID_IMAGE -> new Refused(FailureKind.INVALID_IMAGE);
            default -> new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
        };
    }

    /** Why finished work has no result. */
    static FailureKind ofResult(FalWire.Reply reply) {
        return word(reply).orElse(reply.status() == 504 ? FailureKind.PROVIDER_TIMEOUT : FailureKind.PROVIDER_ERROR);
    }

    /** Whether fal itself says what went wrong, rather than something between it and us. */
    static boolean isTold(FalWire.Reply reply) {
        return reply.errorType().isPresent()
                || reply.body()
                        .filter(body -> body.field("detail").isPresent()
                                || body.field("error").isPresent())
                        .isPresent();
    }

    /** What the first of fal's words that is known here comes to: a model's own are listed, its queue's are one. */
    private static Optional<FailureKind> word(FalWire.Reply reply) {
        Stream<String> own = reply.body().stream()
                .flatMap(body -> Stream.concat(
                        body.items("detail").stream().flatMap(item -> item.text("type").stream()),
                        body.text("error_type").stream()));
        return Stream.concat(own, reply.errorType().stream())
                .flatMap(text ->
                        Arrays.stream(Word.values()).filter(word -> word.name().equalsIgnoreCase(text)))
                .map(word -> word.kind)
                .findFirst();
    }
}
