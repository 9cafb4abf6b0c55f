package dev.darkroom.api.openapi;

import dev.darkroom.api.http.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Small changes of JSON values, which are never changed in place. */
final class JsonEdit {

    private JsonEdit() {}

    /** The value with every object in it replaced, the innermost first. */
    static JsonValue everywhere(JsonValue value, UnaryOperator<JsonValue.Obj> change) {
        return switch (value) {
            case JsonValue.Obj object -> {
                SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
                object.fields().forEach((name, field) -> fields.put(name, everywhere(field, change)));
                yield change.apply(new JsonValue.Obj(fields));
            }
            case JsonValue.Arr array ->
                new JsonValue.Arr(array.items().stream()
                        .map(item -> everywhere(item, change))
                        .toList());
            default -> value;
        };
    }

    /** The object with a field more, or with another value of it. */
    static JsonValue.Obj with(JsonValue.Obj object, String name, JsonValue value) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>(object.fields());
        fields.put(name, value);
        return new JsonValue.Obj(fields);
    }

    /** The object without a field. */
    static JsonValue.Obj without(JsonValue.Obj object, String name) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>(object.fields());
        fields.remove(name);
        return new JsonValue.Obj(fields);
    }

    /** The object with a field changed, where it has it. */
    static JsonValue.Obj inside(JsonValue.Obj object, String name, UnaryOperator<JsonValue> change) {
        JsonValue value = object.fields().get(name);
        return value == null ? object : with(object, name, change.apply(value));
    }

    /** The object with every one of its fields changed. */
    static JsonValue.Obj each(JsonValue value, UnaryOperator<JsonValue> change) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        value.fieldsOrNone().forEach((name, field) -> fields.put(name, change.apply(field)));
        return new JsonValue.Obj(fields);
    }

    /** An object of names and values in turn. */
    static JsonValue.Obj object(Object... namesAndValues) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            fields.put(
                    (String) namesAndValues[i], value instanceof JsonValue json ? json : text(String.valueOf(value)));
        }
        return new JsonValue.Obj(fields);
    }

    static JsonValue.Str text(String text) {
        return new JsonValue.Str(text);
    }

    /** An array with an item more. */
    static JsonValue.Arr plus(JsonValue array, JsonValue item) {
        List<JsonValue> items = new ArrayList<>(items(array));
        items.add(item);
        return new JsonValue.Arr(items);
    }

    /** The items of an array, or nothing of any other value. */
    static List<JsonValue> items(JsonValue value) {
        return value instanceof JsonValue.Arr(List<JsonValue> items) ? items : List.of();
    }

    /** A text in an object; empty where it has none of that name. */
    static String text(JsonValue object, String name) {
        return object.fieldsOrNone().get(name) instanceof JsonValue.Str(String value) ? value : "";
    }

    /** What is plain data to other libraries. */
    static @Nullable Object plain(JsonValue value) {
        return switch (value) {
            case JsonValue.Obj object -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                object.fields().forEach((name, field) -> fields.put(name, plain(field)));
                yield fields;
            }
            case JsonValue.Arr array -> {
                List<@Nullable Object> items = new ArrayList<>();
                array.items().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case JsonValue.Str string -> string.value();
            case JsonValue.Num number -> number.isInteger() ? Long.valueOf(number.text()) : number.value();
            case JsonValue.Bool bool -> bool.value();
            case JsonValue.Null _ -> null;
        };
    }
}
