package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.upstream.Fault.Form;
import dev.darkroom.infra.upstream.Work.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What OpenAI reads and says. */
record OpenAiJson() implements Words {

    private static final int IMAGES_MAX = 10;
    private static final int PIXELS_A_TOKEN = 1000;
    private static final Set<Fault> FAULTS = Fault.ofOneAnswer(EnumSet.of(Fault.WORK_FILTERED));

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public Set<Fault> faults() {
        return FAULTS;
    }

    /** @throws BadFieldException where it is no request */
    Work.Order order(JsonValue request) {
        String prompt = Inputs.text(request, "prompt");
        if (request.field("stream").equals(new JsonValue.Bool(true))) {
            throw new BadFieldException("stream", "is not simulated");
        }
        String size = Inputs.text(request, "size", "auto");
        return new Work.Order(
                provider(),
                Inputs.text(request, "model", "gpt-image-1"),
                prompt,
                Inputs.number(request, "n", 1, IMAGES_MAX),
                size.equals("auto") ? new Size(Inputs.SIDE, Inputs.SIDE) : Inputs.size("size", size),
                Inputs.text(request, "output_format", "png").equals("jpeg"),
                prompt.hashCode());
    }

    /** What finished work has come to. */
    Reply result(Work work) {
        return switch (work.outcome()) {
            case PICTURES, FILTERED -> pictures(work);
            case REJECTED -> own(Fault.SUBMIT_REJECTED);
            case FAILED, CANCELED -> error(500, "server_error", null, "The server had an error");
            case ERROR_IN_200 -> error(200, "server_error", null, "The server had an error");
        };
    }

    private static Reply pictures(Work work) {
        Work.Order order = work.order();
        List<JsonFields> images = work.pictures().stream()
                .map(index -> JsonFields.of("b64_json", Pictures.base64(work, index)))
                .toList();
        int read = order.tokens();
        int written = images.size() * (order.size().width() * order.size().height() / PIXELS_A_TOKEN);
        JsonFields usage = JsonFields.of("input_tokens", read)
                .with("input_tokens_details", JsonFields.of("image_tokens", 0).with("text_tokens", read))
                .with("output_tokens", written)
                .with("total_tokens", read + written);
        JsonFields body = JsonFields.of("created", work.takenAt().getEpochSecond())
                .with("background", "opaque")
                .with("data", images)
                .with("output_format", order.jpeg() ? "jpeg" : "png")
                .with("size", order.size().width() + "x" + order.size().height())
                .with("usage", usage);
        return Reply.of(200, body);
    }

    @Override
    public Reply own(Fault fault) {
        if (fault.form() == Form.POLICY) {
            return error(
                    400,
                    "image_generation_user_error",
                    "moderation_blocked",
                    "Your request was rejected by the safety system. safety_violations=[violence]");
        }
        String message = "Simulated " + fault.word();
        return switch (fault.status()) {
            case 429 -> error(429, "requests", "rate_limit_exceeded", message);
            case 400 -> error(400, "invalid_request_error", "invalid_value", message);
            default -> error(fault.status(), "server_error", null, message);
        };
    }

    @Override
    public Reply invalid(String message) {
        return error(400, "invalid_request_error", "invalid_value", message);
    }

    static Reply error(int status, String type, @Nullable String code, String message) {
        JsonFields error = JsonFields.of("message", message)
                .with("type", type)
                .with("param", null)
                .with("code", code);
        return Reply.of(status, JsonFields.of("error", error));
    }
}
