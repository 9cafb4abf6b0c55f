package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFieldsTest {

    @Test
    void fields_keep_the_order_in_which_they_were_added() {
        JsonFields fields = JsonFields.of("zebra", 1).with("apple", 2).with("mango", 3);
        assertEquals("{\"zebra\":1,\"apple\":2,\"mango\":3}", fields.text());
        assertEquals(
                List.of("zebra", "apple", "mango"),
                List.copyOf(fields.json().fields().keySet()));
    }

    @Test
    void a_field_of_a_name_that_is_there_keeps_its_place() {
        assertEquals(
                "{\"a\":3,\"b\":2}",
                JsonFields.of("a", 1).with("b", 2).with("a", 3).text());
    }

    @Test
    void an_object_can_be_without_fields() {
        assertEquals("{}", JsonFields.empty().text());
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of(new JsonValue.Num("1e0"), "1e0"),
                Arguments.of(JsonFields.of("b", true), "{\"b\":true}"),
                Arguments.of(7, "7"),
                Arguments.of(-9_000_000_000L, "-9000000000"),
                Arguments.of(0.25, "0.25"),
                Arguments.of(new BigDecimal("1.500"), "1.500"),
                Arguments.of(false, "false"),
                Arguments.of("", "\"\""),
                Arguments.of("two\nlines \"and\" \\", "\"two\\nlines \\\"and\\\" \\\\\""),
                Arguments.of(Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
                Arguments.of(List.of(), "[]"),
                Arguments.of(Arrays.asList(1, null, "x", JsonFields.of("c", 2)), "[1,null,\"x\",{\"c\":2}]"),
                Arguments.of(List.of(List.of(1), List.of(true)), "[[1],[true]]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_written_as_what_it_is(@Nullable Object value, String expected) {
        String text = JsonFields.of("a", value).text();
        assertEquals("{\"a\":" + expected + "}", text);
        assertEquals(JsonFields.of("a", value).json(), StrictJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_was_taken_from_it_or_into_it_does_not_change_with_it() {
        JsonFields inner = JsonFields.of("b", 1);
        List<Object> items = new ArrayList<>(List.of(1));
        JsonFields outer = JsonFields.of("inner", inner).with("items", items);
        JsonValue.Obj before = outer.json();
        inner.with("c", 2);
        items.add(2);
        outer.with("d", 3);
        assertEquals("{\"inner\":{\"b\":1},\"items\":[1]}", JsonText.asRead(before));
        assertEquals("{\"inner\":{\"b\":1},\"items\":[1],\"d\":3}", outer.text());
    }
}
