package dev.darkroom.api.http;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON that is passed on as it is, inside a reply. */
public final class JsonNodes {

    private JsonNodes() {}

    /** The value of a text that was written by {@link JsonText}. */
    public static JsonNode of(String text) {
        return of(StrictJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode of(JsonValue value) {
        return switch (value) {
            case JsonValue.Obj object -> {
                Map<String, JsonNode> fields = new LinkedHashMap<>();
                object.fields().forEach((name, field) -> fields.put(name, of(field)));
                yield JsonNode.createObjectNode(fields);
            }
            case JsonValue.Arr array ->
                JsonNode.createArrayNode(
                        array.items().stream().map(JsonNodes::of).toList());
            case JsonValue.Str string -> JsonNode.createStringNode(string.value());
            case JsonValue.Num number -> JsonNode.createNumberNode(number.value());
            case JsonValue.Bool bool -> JsonNode.createBooleanNode(bool.value());
            case JsonValue.Null _ -> JsonNode.nullNode();
        };
    }
}
