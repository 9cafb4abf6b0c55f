package dev.darkroom.infra.live.world;

import dev.darkroom.api.http.JsonValue;

/** Looks into JSON. */
public final class Json {

    private Json() {}

    /** The value at a path like {@code error.code} or {@code apis.0}; null of JSON where there is none. */
    public static JsonValue at(JsonValue value, String path) {
        JsonValue found = value;
        for (String step : path.split("\\.")) {
            if (found instanceof JsonValue.Arr array) {
                int index = Integer.parseInt(step);
                found = index < array.items().size() ? array.items().get(index) : new JsonValue.Null();
            } else {
                found = found.fieldsOrNone().getOrDefault(step, new JsonValue.Null());
            }
        }
        return found;
    }

    /** The text of a string or a number at a path; empty where there is none. */
    public static String text(JsonValue value, String path) {
        return switch (at(value, path)) {
            case JsonValue.Str string -> string.value();
            case JsonValue.Num number -> number.text();
            case JsonValue.Bool _, JsonValue.Null _, JsonValue.Arr _, JsonValue.Obj _ -> "";
        };
    }
}
