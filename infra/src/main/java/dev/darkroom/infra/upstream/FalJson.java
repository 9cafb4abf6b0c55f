package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What fal reads and says. */
final class FalJson {

    private static final int IMAGES_MAX = 4;
    private static final int SIDE_MAX = 4096;
    private static final int SIDE = 1024;

    private FalJson() {}

    /** @throws BadFieldException where it is no request */
    static Work.Order order(String app, JsonValue request) {
        if (!(request.field("prompt") instanceof JsonValue.Str(String prompt))) {
            throw new BadFieldException("prompt", "is required");
        }
        JsonValue size = request.field("image_size");
        return new Work.Order(
                app,
                prompt,
                number(request, "num_images", 1, IMAGES_MAX),
                number(size, "width", SIDE, SIDE_MAX),
                number(size, "height", SIDE, SIDE_MAX),
                request.field("output_format").equals(new JsonValue.Str("jpeg")),
                request.field("seed") instanceof JsonValue.Num seed
                        ? seed.value().longValue()
                        : prompt.hashCode());
    }

    private static int number(JsonValue from, String name, int otherwise, int most) {
        return switch (from.field(name)) {
            case JsonValue.Num number
            when number.isInteger()
                    && number.value().signum() > 0
                    && number.value().intValue() <= most -> number.value().intValue();
            case JsonValue.Null _ -> otherwise;
            default -> throw new BadFieldException(name, "must be a number from 1 to " + most);
        };
    }

    static String submitted(String url, String app, String id) {
        String work = url + "/" + app + "/requests/" + id;
        return text(
                "status",
                "IN_QUEUE",
                "request_id",
                id,
                "response_url",
                work,
                "status_url",
                work + "/status",
                "cancel_url",
                work + "/cancel");
    }

    static String status(String url, String app, String id, String status) {
        return text("status", status, "request_id", id, "response_url", url + "/" + app + "/requests/" + id);
    }

    /** The pictures of finished work, as its faults have them. */
    static String result(String url, Work work) {
        int asked = work.order().images();
        int count = work.has(Fault.WORK_MORE) ? asked + 1 : work.has(Fault.WORK_FEWER) ? asked - 1 : asked;
        List<JsonValue> images = new ArrayList<>();
        List<JsonValue> withheld = new ArrayList<>();
        for (int index = 0; index < (work.has(Fault.WORK_NONE) ? 0 : count); index++) {
            int shown = work.has(Fault.WORK_SAME) ? 0 : index;
            images.add(image(url, work, shown));
            withheld.add(new JsonValue.Bool(index == 0 && work.has(Fault.WORK_FILTERED)));
        }
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("images", new JsonValue.Arr(images));
        fields.put("seed", new JsonValue.Num(Long.toString(work.order().seed())));
        fields.put("has_nsfw_concepts", new JsonValue.Arr(withheld));
        fields.put("prompt", new JsonValue.Str(work.order().prompt()));
        return JsonText.asRead(new JsonValue.Obj(fields));
    }

    private static JsonValue image(String url, Work work, int index) {
        Work.Order order = work.order();
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("url", new JsonValue.Str("%s/files/%s/%d".formatted(url, work.id(), index)));
        fields.put("content_type", new JsonValue.Str(order.jpeg() ? "image/jpeg" : "image/png"));
        fields.put("width", new JsonValue.Num(Integer.toString(order.width())));
        fields.put("height", new JsonValue.Num(Integer.toString(order.height())));
        return new JsonValue.Obj(fields);
    }

    /** The provider's own words for a fault. */
    static String own(Fault fault) {
        return switch (fault.form()) {
            case POLICY -> invalid("content_policy_violation", "The content could not be processed");
            default ->
                text(
                        "detail",
                        "Simulated " + fault.word(),
                        "error_type",
                        fault.status() == 503
                                ? "runner_scheduling_failure"
                                : fault.status() == 400 ? "bad_request" : "internal_error");
        };
    }

    /** A refusal by a model. */
    static String invalid(String type, String message) {
        SequencedMap<String, JsonValue> detail = new LinkedHashMap<>();
        detail.put("loc", new JsonValue.Arr(List.of(new JsonValue.Str("body"), new JsonValue.Str("prompt"))));
        detail.put("msg", new JsonValue.Str(message));
        detail.put("type", new JsonValue.Str(type));
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("detail", new JsonValue.Arr(List.of(new JsonValue.Obj(detail))));
        return JsonText.asRead(new JsonValue.Obj(fields));
    }

    private static String text(String... namesAndValues) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], new JsonValue.Str(namesAndValues[i + 1]));
        }
        return JsonText.asRead(new JsonValue.Obj(fields));
    }
}
