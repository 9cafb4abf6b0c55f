package dev.darkroom.api.openapi;

import dev.darkroom.api.http.JsonValue;
import java.util.List;

/**
 * From OpenAPI 3.0 to 3.1. The compiler's 3.1 is not to be used: it types what may be null as an object too, and what
 * is a reference as null alone.
 */
final class Upgrade {

    private static final JsonValue.Str NULL = JsonEdit.text("null");
    private static final JsonValue OBJECT = JsonEdit.object("type", "object");

    private Upgrade() {}

    /** The document in 3.1: what may be null says so by its type. */
    static JsonValue.Obj of(JsonValue document) {
        JsonValue.Obj upgraded = (JsonValue.Obj) JsonEdit.everywhere(document, schema -> nullable(anything(schema)));
        return JsonEdit.with(upgraded, "openapi", JsonEdit.text("3.1.0"));
    }

    /** The values of a map of {@code Object} are anything, of which the compiler makes objects. */
    private static JsonValue.Obj anything(JsonValue.Obj schema) {
        return schema.field("additionalProperties").equals(OBJECT)
                ? JsonEdit.with(schema, "additionalProperties", new JsonValue.Bool(true))
                : schema;
    }

    private static JsonValue.Obj nullable(JsonValue.Obj schema) {
        if (!(schema.fields().get("nullable") instanceof JsonValue.Bool(boolean nullable))) {
            return schema;
        }
        JsonValue.Obj plain = JsonEdit.without(schema, "nullable");
        if (!nullable) {
            return plain;
        }
        JsonValue type = plain.fields().get("type");
        if (type != null) {
            JsonValue.Obj typed = JsonEdit.with(plain, "type", new JsonValue.Arr(List.of(type, NULL)));
            return JsonEdit.inside(typed, "enum", words -> JsonEdit.plus(words, new JsonValue.Null()));
        }
        JsonValue parts = plain.fields().getOrDefault("allOf", new JsonValue.Arr(List.of(plain)));
        JsonValue.Obj none = JsonEdit.object("type", NULL);
        return JsonEdit.with(JsonEdit.without(plain, "allOf"), "anyOf", JsonEdit.plus(parts, none));
    }
}
