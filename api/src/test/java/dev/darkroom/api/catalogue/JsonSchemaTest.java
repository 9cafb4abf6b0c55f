package dev.darkroom.api.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    private final JsonSchema schema = new JsonSchema("""
        {"type": "object", "properties": {
            "steps": {"type": "integer", "minimum": 1, "maximum": 50},
            "guidance": {"type": "number", "maximum": 30}}}
        """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"steps\": 50}",
                "{\"guidance\": 2}",
                "{\"guidance\": 2.5}",
                "{\"guidance\": 1e1}",
                "{\"steps\": 1, \"guidance\": 2.0}"
            })
    void what_fits_has_no_violation(String json) {
        assertEquals(Optional.empty(), schema.violation(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"steps\": 50.0}  | steps    | must be of type integer",
                "{\"steps\": 1e0}   | steps    | must be of type integer",
                "{\"steps\": 1.5}   | steps    | must be of type integer",
                "{\"steps\": \"1\"} | steps    | must be of type integer",
                "{\"steps\": 51}    | steps    | must be at most 50",
                "{\"steps\": 1e9}   | steps    | must be at most 50",
                "{\"guidance\": 31} | guidance | must be at most 30"
            })
    void what_does_not_fit_is_named(String json, String path, String message) {
        assertEquals(Optional.of(new JsonSchema.Violation(path, message)), schema.violation(json));
    }
}
