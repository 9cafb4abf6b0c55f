package dev.darkroom.api.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A JSON object that is put together field by field, in their order. Each {@code with} changes it and returns it. */
public final class JsonFields {

    private final SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();

    private JsonFields() {}

    /** An object without fields, to be filled. */
    public static JsonFields empty() {
        return new JsonFields();
    }

    /** An object that begins with a field; see {@link #with}. */
    public static JsonFields of(String name, @Nullable Object value) {
        return empty().with(name, value);
    }

    /**
     * Adds a field behind the others. Where one has that name already, it keeps its place and gets the new value.
     *
     * @param value null, JSON, other fields as they are now, a list of such, a number or a Boolean; anything else is
     *     written as its text
     */
    public JsonFields with(String name, @Nullable Object value) {
        fields.put(name, value(value));
        return this;
    }

    /** The object as it is now. */
    public JsonValue.Obj json() {
        return new JsonValue.Obj(fields);
    }

    /** The object as it is now: one line of JSON, without the line's end. */
    public String text() {
        return JsonText.asRead(json());
    }

    private static JsonValue value(@Nullable Object value) {
        return switch (value) {
            case null -> new JsonValue.Null();
            case JsonValue json -> json;
            case JsonFields object -> object.json();
            case List<?> list ->
                new JsonValue.Arr(list.stream().map(JsonFields::value).toList());
            case Number number -> new JsonValue.Num(number.toString());
            case Boolean bool -> new JsonValue.Bool(bool);
            default -> new JsonValue.Str(value.toString());
        };
    }
}
