package dev.darkroom.api.testing;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A response. */
public record Reply(HttpResponse<byte[]> response) {

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonValue json() {
        return StrictJson.read(response.body());
    }

    /** The value at a path like {@code error.code} or {@code tasks.0.status}, as text; empty where there is none. */
    public String at(String path) {
        JsonValue value = json();
        for (String step : path.split("\\.")) {
            if (value instanceof JsonValue.Arr array) {
                int index = Integer.parseInt(step);
                value = index < array.items().size() ? array.items().get(index) : new JsonValue.Null();
            } else {
                value = value.fieldsOrNone().getOrDefault(step, new JsonValue.Null());
            }
        }
        return switch (value) {
            case JsonValue.Str string -> string.value();
            case JsonValue.Num number -> number.text();
            case JsonValue.Bool bool -> Boolean.toString(bool.value());
            case JsonValue.Null _ -> "";
            case JsonValue.Arr array -> "[" + array.items().size() + "]";
            case JsonValue.Obj object -> "{" + object.fields().size() + "}";
        };
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }
}
