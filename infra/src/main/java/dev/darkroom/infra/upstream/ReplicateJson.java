package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.upstream.Fault.Stage;
import dev.darkroom.infra.upstream.Work.Phase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Replicate reads and says.
 *
 * @param url where the simulator is reached
 */
record ReplicateJson(String url) implements Words {

    private static final int IMAGES_MAX = 4;
    private static final Set<Fault> FAULTS = Fault.of(
            EnumSet.complementOf(EnumSet.of(Stage.RESULT)), EnumSet.of(Fault.SUBMIT_REJECTED, Fault.WORK_FILTERED));

    @Override
    public String provider() {
        return "replicate";
    }

    @Override
    public Set<Fault> faults() {
        return FAULTS;
    }

    /** @throws BadFieldException where it is no input of a model */
    Work.Order order(String model, JsonValue input) {
        String prompt = Inputs.text(input, "prompt");
        return new Work.Order(
                provider(),
                model,
                prompt,
                Inputs.number(input, "num_outputs", 1, IMAGES_MAX),
                Inputs.shape(input),
                Inputs.text(input, "output_format", "png").equals("jpg"),
                Inputs.seed(input, prompt));
    }

    /** The answer to a create. */
    Reply created(Work work) {
        return Reply.of(201, prediction(work, work.outcome()));
    }

    /** The answer to a look, which counts. */
    Reply seen(Work work) {
        boolean ended = work.isEnded();
        Outcome outcome = ended ? work.look() : work.outcome();
        return ended && outcome == Outcome.ERROR_IN_200
                ? error(500, "The prediction could not be read.").as(200)
                : Reply.of(200, prediction(work, outcome));
    }

    /** What is told of work. */
    String told(Work work) {
        return prediction(work, work.outcome()).text();
    }

    private JsonFields prediction(Work work, Outcome outcome) {
        Phase phase = work.phase();
        boolean succeeded = phase == Phase.ENDED && outcome == Outcome.PICTURES;
        Work.Order order = work.order();
        String at = url + ReplicatePredictions.PATH + "predictions/" + work.id();
        JsonFields input = JsonFields.of("prompt", order.prompt())
                .with("num_outputs", order.images())
                .with("output_format", order.jpeg() ? "jpg" : "png")
                .with("seed", order.seed());
        double took = Duration.between(work.startedAt(), work.endedAt()).toMillis() / 1000.0;
        return JsonFields.of("id", work.id())
                .with("model", order.model())
                .with("version", "hidden")
                .with("input", input)
                .with("logs", "")
                .with("output", succeeded ? pictures(work) : null)
                .with("data_removed", false)
                .with("error", phase == Phase.ENDED ? error(outcome) : null)
                .with("source", "api")
                .with("status", status(phase, outcome))
                .with("created_at", work.takenAt())
                .with("started_at", phase == Phase.QUEUED ? null : work.startedAt())
                .with("completed_at", phase == Phase.ENDED ? work.endedAt() : null)
                .with("metrics", phase == Phase.ENDED ? JsonFields.of("predict_time", Math.max(0, took)) : null)
                .with("urls", JsonFields.of("get", at).with("cancel", at + "/cancel"));
    }

    private List<String> pictures(Work work) {
        return work.pictures().stream()
                .map(index -> Pictures.url(url, work, index))
                .toList();
    }

    private static String status(Phase phase, Outcome outcome) {
        return switch (phase) {
            case QUEUED -> "starting";
            case RUNNING -> "processing";
            case ENDED ->
                switch (outcome) {
                    case PICTURES, FILTERED -> "succeeded";
                    case REJECTED, FAILED, ERROR_IN_200 -> "failed";
                    case CANCELED -> "canceled";
                };
        };
    }

    /** A refusal has no status of its own: it is told by these words alone. */
    private static @Nullable String error(Outcome outcome) {
        return switch (outcome) {
            case REJECTED -> "The input or output was flagged as sensitive. Please try again. (E005)";
            case FAILED, ERROR_IN_200 -> "Prediction failed: simulated";
            case PICTURES, FILTERED, CANCELED -> null;
        };
    }

    @Override
    public Reply own(Fault fault) {
        return switch (fault) {
            case SUBMIT_429, STATUS_429 -> Reply.detail(429, "Request was throttled. Your rate limit resets in ~1s.");
            case SUBMIT_INVALID -> invalid("Simulated " + fault.word());
            case SUBMIT_ERROR_IN_200 -> error(500, "Simulated " + fault.word()).as(200);
            default -> error(fault.status(), "Simulated " + fault.word());
        };
    }

    @Override
    public Reply invalid(String message) {
        return error(422, message);
    }

    static Reply error(int status, String message) {
        String title = switch (status) {
            case 401 -> "Unauthenticated";
            case 402 -> "Insufficient credit";
            case 404 -> "Not found";
            case 422 -> "Input validation failed";
            default -> "Error";
        };
        return Reply.of(
                status, JsonFields.of("title", title).with("detail", message).with("status", status));
    }
}
