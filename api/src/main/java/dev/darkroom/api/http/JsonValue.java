package dev.darkroom.api.http;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A JSON value as it was read: numbers keep the text they were written in, objects their order. */
public sealed interface JsonValue {

    /** An object. No two of its fields share a name. */
    record Obj(SequencedMap<String, JsonValue> fields) implements JsonValue {
        public Obj {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    record Arr(List<JsonValue> items) implements JsonValue {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string without NUL and without lone surrogates. */
    record Str(String value) implements JsonValue {}

    /** A number, with its text: {@code 1}, {@code 1.0} and {@code 1e0} are not the same text. */
    record Num(String text) implements JsonValue {
        /** Whether it was written as an integer: digits with an optional minus. */
        public boolean isInteger() {
            return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        }

        public BigDecimal value() {
            return new BigDecimal(text);
        }
    }

    record Bool(boolean value) implements JsonValue {}

    record Null() implements JsonValue {}

    /** The fields of an object, or nothing of any other value. */
    default Map<String, JsonValue> fieldsOrNone() {
        return this instanceof Obj object ? object.fields() : Map.of();
    }

    /** The field of an object; {@link Null} where it is not there. */
    default JsonValue field(String name) {
        JsonValue value = fieldsOrNone().get(name);
        return value == null ? new Null() : value;
    }
}
