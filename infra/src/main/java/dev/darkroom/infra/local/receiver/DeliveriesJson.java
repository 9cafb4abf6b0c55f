package dev.darkroom.infra.local.receiver;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What arrived, for scripts and for the page. */
final class DeliveriesJson {

    private DeliveriesJson() {}

    static String of(String receiver, Guide guide, int secrets, Inbox.Contents contents) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("url", text(Guide.hook(receiver)));
        fields.put("secrets", number(secrets));
        fields.put("total", number(contents.total()));
        fields.put(
                "commands", new JsonValue.Arr(List.of(text(guide.picture(receiver)), text(guide.register(receiver)))));
        fields.put(
                "deliveries",
                new JsonValue.Arr(contents.deliveries().stream()
                        .map(DeliveriesJson::delivery)
                        .toList()));
        return JsonText.asRead(new JsonValue.Obj(fields));
    }

    private static JsonValue delivery(Delivery delivery) {
        Content content = delivery.content();
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("number", number(delivery.number()));
        fields.put("received_at", text(delivery.at().toString()));
        fields.put("path", text(delivery.path()));
        fields.put("event", text(content.event()));
        fields.put("task", text(content.task()));
        fields.put("webhook_id", text(delivery.signature().id()));
        fields.put("webhook_timestamp", text(delivery.signature().timestamp()));
        fields.put("verified", new JsonValue.Bool(delivery.isVerified()));
        fields.put("verdict", text(delivery.verdict().words()));
        fields.put("arrival", number(delivery.arrival()));
        fields.put("body", text(content.text()));
        fields.put("body_bytes", number(content.bytes()));
        fields.put("body_cut", new JsonValue.Bool(content.isCut()));
        return new JsonValue.Obj(fields);
    }

    private static JsonValue text(String value) {
        return new JsonValue.Str(value);
    }

    private static JsonValue number(long value) {
        return new JsonValue.Num(Long.toString(value));
    }
}
