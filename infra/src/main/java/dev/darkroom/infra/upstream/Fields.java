package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A JSON object that is put together field by field. */
final class Fields {

    private final SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();

    private Fields() {}

    static Fields of(String name, @Nullable Object value) {
        return new Fields().with(name, value);
    }

    /**
     * Adds a field.
     *
     * @param value null, JSON, fields, a list of such, a number or a Boolean; anything else is written as its text
     */
    Fields with(String name, @Nullable Object value) {
        fields.put(name, json(value));
        return this;
    }

    JsonValue json() {
        return new JsonValue.Obj(fields);
    }

    String text() {
        return JsonText.asRead(json());
    }

    /** An answer that is this. */
    Reply reply(int status) {
        return new Reply(status, json());
    }

    private static JsonValue json(@Nullable Object value) {
        return switch (value) {
            case null -> new JsonValue.Null();
            case JsonValue json -> json;
            case Fields object -> object.json();
            case List<?> list ->
                new JsonValue.Arr(list.stream().map(Fields::json).toList());
            case Number number -> new JsonValue.Num(number.toString());
            case Boolean bool -> new JsonValue.Bool(bool);
            default -> new JsonValue.Str(value.toString());
        };
    }
}
