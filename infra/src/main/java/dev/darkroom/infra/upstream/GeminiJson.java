package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.upstream.Fault.Form;
import dev.darkroom.infra.upstream.Work.Size;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What Gemini reads and says. */
record GeminiJson() implements Words {

    private static final int TOKENS_A_PICTURE = 1290;
    private static final Set<Fault> FAULTS = Fault.ofOneAnswer(EnumSet.of(Fault.WORK_FEWER, Fault.WORK_SAME));

    @Override
    public String provider() {
        return "gemini";
    }

    @Override
    public Set<Fault> faults() {
        return FAULTS;
    }

    /** @throws BadFieldException where it is no request */
    Work.Order order(String model, JsonValue request) {
        String prompt = prompt(request);
        JsonValue config = request.field("generationConfig");
        return new Work.Order(
                provider(), model, prompt, 1, size(config.field("imageConfig")), false, Inputs.seed(config, prompt));
    }

    /** The texts of all parts. */
    private static String prompt(JsonValue request) {
        List<String> texts = new ArrayList<>();
        for (JsonValue content : items(request.field("contents"))) {
            for (JsonValue part : items(content.field("parts"))) {
                if (part.field("text") instanceof JsonValue.Str(String text)) {
                    texts.add(text);
                }
            }
        }
        if (texts.isEmpty()) {
            throw new BadFieldException("contents", "must hold a text");
        }
        return String.join("\n", texts);
    }

    private static List<JsonValue> items(JsonValue value) {
        return value instanceof JsonValue.Arr(List<JsonValue> items) ? items : List.of();
    }

    private static Size size(JsonValue config) {
        int side = switch (Inputs.text(config, "imageSize", "1K")) {
            case "512" -> Inputs.SIDE / 2;
            case "1K" -> Inputs.SIDE;
            case "2K" -> Inputs.SIDE * 2;
            case "4K" -> Inputs.SIDE * 4;
            default -> throw new BadFieldException("imageSize", "must be 512, 1K, 2K or 4K");
        };
        return Inputs.size("aspectRatio", Inputs.text(config, "aspectRatio", "1:1"), side);
    }

    /** What finished work has come to. */
    Reply result(Work work) {
        return switch (work.outcome()) {
            case PICTURES -> pictures(work);
            case FILTERED -> ended(work, List.of(), "IMAGE_SAFETY", 0);
            case REJECTED -> ended(work, List.of(), "IMAGE_PROHIBITED_CONTENT", 0);
            case FAILED, CANCELED -> error(500, 500, "An internal error has occurred");
            case ERROR_IN_200 -> error(200, 500, "An internal error has occurred");
        };
    }

    /** Without pictures it is words alone that come. */
    private static Reply pictures(Work work) {
        List<JsonFields> parts = work.pictures().stream()
                .map(index -> JsonFields.of("mimeType", work.order().type()).with("data", Pictures.base64(work, index)))
                .map(data -> JsonFields.of("inlineData", data))
                .toList();
        return ended(
                work,
                parts.isEmpty() ? List.of(JsonFields.of("text", "There is nothing to see.")) : parts,
                "STOP",
                parts.size());
    }

    private static Reply ended(Work work, List<JsonFields> parts, String reason, int pictures) {
        JsonFields candidate = JsonFields.of("finishReason", reason).with("index", 0);
        if (!parts.isEmpty()) {
            candidate.with("content", JsonFields.of("role", "model").with("parts", parts));
        }
        int read = work.order().tokens();
        int written = pictures * TOKENS_A_PICTURE;
        JsonFields usage = JsonFields.of("promptTokenCount", read)
                .with("candidatesTokenCount", written)
                .with("totalTokenCount", read + written);
        JsonFields body = JsonFields.of("candidates", List.of(candidate))
                .with("usageMetadata", usage)
                .with("modelVersion", work.order().model())
                .with("responseId", work.id());
        return Reply.of(200, body);
    }

    /** A prompt that is refused is answered with 200 too. */
    @Override
    public Reply own(Fault fault) {
        if (fault.form() == Form.POLICY) {
            JsonFields usage = JsonFields.of("promptTokenCount", 1).with("totalTokenCount", 1);
            JsonFields refusal = JsonFields.of("blockReason", "PROHIBITED_CONTENT");
            return Reply.of(200, JsonFields.of("promptFeedback", refusal).with("usageMetadata", usage));
        }
        return error(fault.status(), fault.status() == 200 ? 500 : fault.status(), "Simulated " + fault.word());
    }

    @Override
    public Reply invalid(String message) {
        return error(400, 400, message);
    }

    /** @param code of the error, which can come with another status */
    static Reply error(int status, int code, String message) {
        String name = switch (code) {
            case 400 -> "INVALID_ARGUMENT";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> "INTERNAL";
        };
        JsonFields error = JsonFields.of("code", code).with("message", message).with("status", name);
        return Reply.of(status, JsonFields.of("error", error));
    }
}
