package dev.darkroom.infra.live.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static final JsonValue SHOWN = json("""
        {"id": "ig_1", "cost": 0.013, "error": null, "images": [{"url": "https://a", "width": 1280}]}\
        """);

    @Test
    void other_values_of_the_same_kinds_and_further_fields_are_alike() {
        JsonValue answer = json("""
            {"id": "ig_2", "cost": 7, "error": null, "also": 1, "images": [{"url": "b", "width": 1}, {"url": "c", "width": 2}]}\
            """);
        assertEquals(List.of(), Likeness.differences(SHOWN, answer, Set.of()));
    }

    @Test
    void a_field_that_is_missing_or_of_another_kind_is_told() {
        JsonValue answer = json("""
            {"id": 3, "error": "no", "images": [{"url": "b", "width": 1}, {"url": "c"}]}\
            """);
        assertEquals(
                List.of(
                        "`id` is a number in place of a text",
                        "`cost` is missing",
                        "`error` is a text in place of null",
                        "`images.1.width` is missing"),
                Likeness.differences(SHOWN, answer, Set.of()));
        assertEquals(List.of("the answer is an array in place of an object"), differences("[]"));
        assertEquals(
                List.of("`images` is empty"),
                differences("{\"id\": \"\", \"cost\": 1, \"error\": null, \"images\": []}"));
    }

    @Test
    void a_value_that_has_to_be_the_same_is_compared_as_it_is_written() {
        JsonValue answer = json("""
            {"id": "ig_2", "cost": 1.3E-2, "error": null, "images": [{"url": "b", "width": 1280}]}\
            """);
        assertEquals(
                List.of("`cost` is not as shown"),
                Likeness.differences(SHOWN, answer, Set.of("cost", "images.0.width")));
        assertThrows(
                IllegalArgumentException.class, () -> Likeness.differences(SHOWN, answer, Set.of("images.0.height")));
    }

    private static List<String> differences(String answer) {
        return Likeness.differences(SHOWN, json(answer), Set.of());
    }

    private static JsonValue json(String text) {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
