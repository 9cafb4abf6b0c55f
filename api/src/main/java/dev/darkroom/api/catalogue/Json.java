package dev.darkroom.api.catalogue;

import dev.darkroom.api.http.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON whose form a schema has vouched for. */
final class Json {

    private final JsonValue value;

    Json(JsonValue value) {
        this.value = value;
    }

    JsonValue value() {
        return value;
    }

    /** A field that has to be there. */
    Json at(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("`%s` is missing".formatted(name)));
    }

    Optional<Json> find(String name) {
        return Optional.ofNullable(value.fieldsOrNone().get(name)).map(Json::new);
    }

    Map<String, JsonValue> fields() {
        return value.fieldsOrNone();
    }

    /** The items of an array; nothing of any other value. */
    List<Json> items() {
        return value instanceof JsonValue.Arr array
                ? array.items().stream().map(Json::new).toList()
                : List.of();
    }

    /** The texts of an array field; nothing where it is not there. */
    List<String> texts(String name) {
        return find(name).map(Json::items).orElse(List.of()).stream()
                .map(Json::text)
                .toList();
    }

    String text() {
        if (value instanceof JsonValue.Str string) {
            return string.value();
        }
        throw new IllegalArgumentException("a string is expected");
    }

    @Nullable
    String textOrNull(String name) {
        return find(name).map(Json::text).orElse(null);
    }

    int number(String name, int otherwise) {
        return find(name)
                .map(field -> Integer.parseInt(((JsonValue.Num) field.value).text()))
                .orElse(otherwise);
    }

    int number(String name) {
        return Integer.parseInt(((JsonValue.Num) at(name).value).text());
    }
}
