package dev.darkroom.api.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that surfaces must not change by accident: one file per case below {@code src/test/resources/golden}. With
 * {@code -Dwrite=true} the files are written anew, to be read before they are committed.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /**
     * Compares JSON, field by field in their order, numbers by their digits.
     *
     * @param name the file below the folder, without {@code .json}
     */
    public static void check(String name, String json) {
        Path file = FOLDER.resolve(name + ".json");
        String actual = pretty(json);
        try {
            if (Boolean.getBoolean("write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertEquals(Files.readString(file), actual, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(String json) {
        StringBuilder out = new StringBuilder();
        write(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)), "", out);
        return out.append('\n').toString();
    }

    private static void write(JsonValue value, String indent, StringBuilder out) {
        String inner = indent + "  ";
        switch (value) {
            case JsonValue.Obj object
            when !object.fields().isEmpty() -> {
                String separator = "{\n";
                for (var field : object.fields().entrySet()) {
                    out.append(separator).append(inner);
                    out.append(JsonText.asRead(new JsonValue.Str(field.getKey())))
                            .append(": ");
                    write(field.getValue(), inner, out);
                    separator = ",\n";
                }
                out.append('\n').append(indent).append('}');
            }
            case JsonValue.Arr array
            when !array.items().isEmpty() -> {
                String separator = "[\n";
                for (JsonValue item : array.items()) {
                    out.append(separator).append(inner);
                    write(item, inner, out);
                    separator = ",\n";
                }
                out.append('\n').append(indent).append(']');
            }
            default -> out.append(JsonText.asRead(value));
        }
    }
}
