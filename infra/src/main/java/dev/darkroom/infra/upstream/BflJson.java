package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Black Forest Labs read and say.
 *
 * @param url where the simulator is reached
 */
record BflJson(String url) implements Words {

    private static final Duration SIGNED_FOR = Duration.ofMinutes(10);
    private static final Set<Fault> FAULTS = Fault.of(
            EnumSet.complementOf(EnumSet.of(Stage.RESULT, Stage.CANCEL, Stage.CALLBACK)),
            EnumSet.of(Fault.SUBMIT_REJECTED, Fault.WORK_MORE, Fault.WORK_FEWER, Fault.WORK_SAME));

    @Override
    public String provider() {
        return "bfl";
    }

    @Override
    public Set<Fault> faults() {
        return FAULTS;
    }

    /** @throws BadFieldException where it is no request */
    Work.Order order(String model, JsonValue request) {
        String prompt = Inputs.text(request, "prompt");
        boolean jpeg = !Inputs.text(request, "output_format", "jpeg").equals("png");
        return new Work.Order(provider(), model, prompt, 1, Inputs.shape(request), jpeg, Inputs.seed(request, prompt));
    }

    Reply submitted(Work work) {
        return Reply.of(
                200,
                JsonFields.of("id", work.id()).with("polling_url", url + BflTasks.PATH + "get_result?id=" + work.id()));
    }

    /** What has become of work, which counts as a look once it has ended. */
    Reply result(Work work) {
        if (!work.isEnded()) {
            return state(200, work.id(), "Pending", null, null);
        }
        return switch (work.look()) {
            case PICTURES -> state(200, work.id(), "Ready", ready(work), null);
            case FILTERED -> moderated(work, "Content Moderated");
            case REJECTED -> moderated(work, "Request Moderated");
            case FAILED, CANCELED -> state(200, work.id(), "Error", null, JsonFields.of("error", "simulated"));
            case ERROR_IN_200 -> Reply.detail(200, "Internal error");
        };
    }

    static Reply unknown(String id) {
        return state(404, id, "Task not found", null, null);
    }

    private static Reply moderated(Work work, String status) {
        return state(
                200,
                work.id(),
                status,
                null,
                JsonFields.of(
                        "Moderation Reasons", List.of(status.startsWith("Request") ? "Safety Filter" : "Derivative")));
    }

    /** Without a picture there is no sample. */
    private JsonFields ready(Work work) {
        Instant until = work.endedAt().plus(SIGNED_FOR);
        String sample = work.pictures().isEmpty()
                ? null
                : "%s?se=%s&sig=%08x".formatted(Pictures.url(url, work, 0), until.getEpochSecond(), until.hashCode());
        return JsonFields.of("sample", sample)
                .with("prompt", work.order().prompt())
                .with("seed", work.order().seed())
                .with("start_time", seconds(work.startedAt()))
                .with("end_time", seconds(work.endedAt()))
                .with("duration", seconds(work.endedAt()).subtract(seconds(work.startedAt())));
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    private static Reply state(
            int status, String id, String state, @Nullable JsonFields result, @Nullable JsonFields details) {
        return Reply.of(
                status,
                JsonFields.of("id", id)
                        .with("status", state)
                        .with("result", result)
                        .with("progress", null)
                        .with("details", details));
    }

    @Override
    public Reply own(Fault fault) {
        return switch (fault) {
            case SUBMIT_402 -> Reply.detail(402, "Insufficient credits");
            case SUBMIT_429 -> Reply.detail(429, "Too many active tasks");
            default -> Reply.detail(fault.status(), "Simulated " + fault.word());
        };
    }

    @Override
    public Reply invalid(String message) {
        return Reply.field("value_error", message);
    }
}
