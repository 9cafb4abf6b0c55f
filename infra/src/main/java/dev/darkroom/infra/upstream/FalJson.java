package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.upstream.Fault.Form;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What fal reads and says.
 *
 * @param url where it is reached
 */
record FalJson(String url) implements Words {

    static final Reply UNKNOWN = error(404, "not_found", "Request not found");

    private static final int IMAGES_MAX = 4;
    private static final Set<Fault> FAULTS = Fault.of(EnumSet.allOf(Stage.class), EnumSet.of(Fault.SUBMIT_402));

    @Override
    public String provider() {
        return "fal";
    }

    @Override
    public Set<Fault> faults() {
        return FAULTS;
    }

    /**
     * What a submit asks for.
     *
     * @param app the first two parts of the model's name
     * @throws BadFieldException where it is no request
     */
    Work.Order order(String app, JsonValue request) {
        String prompt = Inputs.text(request, "prompt");
        return new Work.Order(
                provider(),
                app,
                prompt,
                Inputs.number(request, "num_images", 1, IMAGES_MAX),
                Inputs.size(request.field("image_size")),
                request.field("output_format").equals(new JsonValue.Str("jpeg")),
                Inputs.seed(request, prompt));
    }

    Reply submitted(Work work) {
        String at = url(work);
        return Reply.of(
                200,
                JsonFields.of("status", "IN_QUEUE")
                        .with("request_id", work.id())
                        .with("gateway_request_id", work.id())
                        .with("response_url", at)
                        .with("status_url", at + "/status")
                        .with("cancel_url", at + "/cancel"));
    }

    Reply status(Work work) {
        String status = switch (work.phase()) {
            case QUEUED -> "IN_QUEUE";
            case RUNNING -> "IN_PROGRESS";
            case ENDED -> "COMPLETED";
        };
        return Reply.of(
                work.isEnded() ? 200 : 202,
                JsonFields.of("status", status).with("request_id", work.id()).with("response_url", url(work)));
    }

    private String url(Work work) {
        return url + "/" + work.order().model() + "/requests/" + work.id();
    }

    /** What finished work has come to. */
    Reply result(Work work, Outcome outcome) {
        return switch (outcome) {
            case PICTURES, FILTERED -> pictures(work);
            case REJECTED -> own(Fault.SUBMIT_REJECTED);
            case FAILED -> error(500, "runner_server_error", "The runner failed");
            case ERROR_IN_200 -> error(200, "runner_server_error", "The runner failed");
            case CANCELED -> error(499, "client_cancelled", "Request was cancelled");
        };
    }

    private Reply pictures(Work work) {
        Work.Order order = work.order();
        List<JsonFields> images = new ArrayList<>();
        List<Boolean> withheld = new ArrayList<>();
        for (int index : work.pictures()) {
            withheld.add(images.isEmpty() && work.has(Fault.WORK_FILTERED));
            images.add(JsonFields.of("url", Pictures.url(url, work, index))
                    .with("content_type", order.type())
                    .with("width", order.size().width())
                    .with("height", order.size().height()));
        }
        return Reply.of(
                200,
                JsonFields.of("images", images)
                        .with("seed", order.seed())
                        .with("has_nsfw_concepts", withheld)
                        .with("prompt", order.prompt()));
    }

    /** What is told of finished work. */
    String told(Work work) {
        Reply result = result(work, work.outcome());
        boolean well = result.body().field("detail") instanceof JsonValue.Null;
        return JsonFields.of("request_id", work.id())
                .with("gateway_request_id", work.id())
                .with("status", well ? "OK" : "ERROR")
                .with("payload", result.body())
                .with("error", well ? null : "Unexpected status code: " + result.status())
                .text();
    }

    @Override
    public Reply own(Fault fault) {
        if (fault.form() == Form.POLICY) {
            return Reply.field("content_policy_violation", "The content could not be processed");
        }
        String type = switch (fault.status()) {
            case 503 -> "runner_scheduling_failure";
            case 400 -> "bad_request";
            default -> "internal_error";
        };
        return error(fault.status(), type, "Simulated " + fault.word());
    }

    @Override
    public Reply invalid(String message) {
        return Reply.field("value_error", message);
    }

    static Reply error(int status, String type, String message) {
        return Reply.of(status, JsonFields.of("detail", message).with("error_type", type));
    }
}
