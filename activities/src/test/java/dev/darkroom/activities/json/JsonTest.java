package dev.darkroom.activities.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void fields_are_there_in_their_own_type_alone() throws MalformedJsonException {
        Json json = read("""
            {"a": "text", "b": 1.50, "c": true, "d": null, "e": [1, "x", {"f": "deep"}], "g": {}}
            """);
        assertTrue(json.isObject());
        assertEquals(Optional.of("text"), json.text("a"));
        assertEquals(Optional.empty(), json.text("b"));
        assertEquals(Optional.of(new BigDecimal("1.50")), json.field("b").flatMap(Json::number));
        assertTrue(json.field("c").orElseThrow().isTrue());
        assertFalse(json.field("a").orElseThrow().isTrue());
        assertTrue(json.field("d").isEmpty());
        assertTrue(json.hasArray("e"));
        assertFalse(json.hasArray("g"));
        assertEquals(3, json.items("e").size());
        assertEquals(Optional.of("deep"), json.items("e").get(2).text("f"));
        assertEquals(List.of(), json.items("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"a\":1",
                "<html></html>",
                "{\"a\":1} x",
                "{\"a\":1}{\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "[1,]",
                "NaN",
                "{\"a\":01}",
                "\"\u0001\""
            })
    void what_is_not_one_json_value_is_refused_without_its_text(String text) {
        MalformedJsonException refused = assertThrows(MalformedJsonException.class, () -> read(text));
        assertEquals("what came is not JSON", refused.getMessage());
    }

    @Test
    void depth_numbers_and_bytes_have_their_bounds() throws MalformedJsonException {
        Json _ = read("[".repeat(Json.DEPTH_MAX) + "]".repeat(Json.DEPTH_MAX));
        assertThrows(
                MalformedJsonException.class,
                () -> read("[".repeat(Json.DEPTH_MAX + 1) + "]".repeat(Json.DEPTH_MAX + 1)));
        assertThrows(MalformedJsonException.class, () -> read("1".repeat(200)));
        assertThrows(MalformedJsonException.class, () -> Json.read(new byte[] {'"', (byte) 0xC3, '"'}));
    }

    @Test
    void what_is_written_is_read_again() throws MalformedJsonException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("prompt", "a \"lake\"\n\u00e9");
        fields.put("n", 2);
        fields.put("seed", 4_000_000_000L);
        fields.put("guidance", new BigDecimal("3.5"));
        fields.put("raw", true);
        fields.put("size", Map.of("width", 8));
        fields.put("urls", List.of("a", "b"));
        byte[] written = Json.write(fields);
        assertEquals(
                "{\"prompt\":\"a \\\"lake\\\"\\n\u00e9\",\"n\":2,\"seed\":4000000000,\"guidance\":3.5,"
                        + "\"raw\":true,\"size\":{\"width\":8},\"urls\":[\"a\",\"b\"]}",
                new String(written, StandardCharsets.UTF_8));
        assertEquals(Optional.of("a \"lake\"\n\u00e9"), Json.read(written).text("prompt"));
    }

    private static Json read(String text) throws MalformedJsonException {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
