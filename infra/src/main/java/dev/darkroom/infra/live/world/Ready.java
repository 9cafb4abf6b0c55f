package dev.darkroom.infra.live.world;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code ready.json} says at the moment.
 *
 * @param json the whole of it
 */
public record Ready(JsonValue json) {

    static Ready read(Path data) {
        try {
            return new Ready(StrictJson.read(Files.readAllBytes(data.resolve("ready.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String name) {
        return Json.text(json, name);
    }

    /** The base URLs of the API processes. */
    public List<String> apis() {
        return Json.at(json, "apis") instanceof JsonValue.Arr array
                ? array.items().stream()
                        .map(item -> item instanceof JsonValue.Str url ? url.value() : "")
                        .toList()
                : List.of();
    }

    /** The process ids of a part: one, several or none. */
    public List<Long> pids(String part) {
        return switch (Json.at(json, "pids." + part)) {
            case JsonValue.Num number -> List.of(Long.valueOf(number.text()));
            case JsonValue.Arr array ->
                array.items().stream()
                        .map(item -> item instanceof JsonValue.Num number ? Long.parseLong(number.text()) : 0L)
                        .toList();
            case JsonValue.Str _, JsonValue.Bool _, JsonValue.Null _, JsonValue.Obj _ -> List.of();
        };
    }
}
