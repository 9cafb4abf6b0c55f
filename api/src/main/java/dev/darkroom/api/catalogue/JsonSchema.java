package dev.darkroom.api.catalogue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A JSON Schema, draft 2020-12, but that an integer among the fields of its object has to be written as one. */
final class JsonSchema {

    private static final String INTEGER = "integer";

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Schema schema;
    private final List<String> integers = new ArrayList<>();

    JsonSchema(String text) {
        schema = REGISTRY.getSchema(text, InputFormat.JSON);
        new Json(read(text))
                .find("properties")
                .ifPresent(properties -> properties.fields().forEach((name, property) -> {
                    if (property.fieldsOrNone().get("type") instanceof JsonValue.Str type
                            && type.value().equals(INTEGER)) {
                        integers.add(name);
                    }
                }));
    }

    /**
     * What is wrong with a value.
     *
     * @param path the JSON path within the value, like {@code models.0.id}; empty for the value as a whole
     * @param message how the sentence goes on; it can hold values of the schema, nothing of the value
     */
    record Violation(String path, String message) {}

    /** The first violation of a JSON text; empty where it is valid. */
    Optional<Violation> violation(String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .findFirst()
                .map(JsonSchema::violation)
                .or(() -> notAnInteger(json));
    }

    /** To the standard 1.0 and 1e0 are integers; to a caller of this API they are none in any field. */
    private Optional<Violation> notAnInteger(String json) {
        Map<String, JsonValue> fields = read(json).fieldsOrNone();
        return integers.stream()
                .filter(name -> fields.get(name) instanceof JsonValue.Num number && !number.isInteger())
                .findFirst()
                .map(name -> new Violation(name, "must be of type " + INTEGER));
    }

    private static JsonValue read(String json) {
        return StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Violation violation(Error error) {
        String path = IntStream.range(0, error.getInstanceLocation().getNameCount())
                .mapToObj(i -> error.getInstanceLocation().getName(i))
                .collect(Collectors.joining("."));
        return new Violation(path, message(error));
    }

    /** The validator's own sentence can quote the value, so that only what the schema says is told. */
    private static String message(Error error) {
        Object[] arguments = error.getArguments();
        String rule = arguments.length == 0 ? "" : String.valueOf(arguments[0]);
        return switch (error.getKeyword()) {
            case "type" -> "must be of type " + arguments[1];
            case "enum" -> "must be one of " + rule.replaceAll("[\\[\\]\"]", "");
            case "minimum" -> "must be at least " + rule;
            case "maximum" -> "must be at most " + rule;
            case "minLength" -> "must have at least %s characters".formatted(rule);
            case "maxLength" -> "must have at most %s characters".formatted(rule);
            case "minItems" -> "must have at least %s items".formatted(rule);
            case "maxItems" -> "must have at most %s items".formatted(rule);
            case "uniqueItems" -> "must not have an item twice";
            case "required" -> "lacks `%s`".formatted(rule);
            case "additionalProperties" -> "has a field that is not known";
            case "pattern" -> "must match " + rule;
            case null, default -> "breaks the rule `%s`".formatted(error.getKeyword());
        };
    }
}
