package dev.darkroom.infra.check;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One line of a log: a JSON object. Fields that nobody asks for are nobody's business. */
record Line(JsonValue json) {

    /** A line as it is written; empty where it is none, like the last one of a writer that was killed. */
    static Optional<Line> of(String text) {
        try {
            JsonValue json = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
            return json instanceof JsonValue.Obj ? Optional.of(new Line(json)) : Optional.empty();
        } catch (BadFieldException e) {
            return Optional.empty();
        }
    }

    /** A string; empty where it is null or not there. */
    Optional<String> text(String field) {
        return json.field(field) instanceof JsonValue.Str text ? Optional.of(text.value()) : Optional.empty();
    }

    /** A string that may be missing, as a text to group by. */
    String word(String field) {
        return text(field).orElse("");
    }

    /** A whole number; empty where it is null or not there. */
    Optional<Long> number(String field) {
        return json.field(field) instanceof JsonValue.Num number && number.isInteger()
                ? Optional.of(Long.valueOf(number.text()))
                : Optional.empty();
    }

    /** Whether a field is there and {@code value}. */
    boolean is(String field, boolean value) {
        return json.field(field) instanceof JsonValue.Bool bool && bool.value() == value;
    }

    /** The status of an answer; 0 where there was none. */
    int status() {
        return Math.toIntExact(number("status").orElse(0L));
    }

    /** Whether an answer said yes. */
    boolean isYes() {
        return status() >= 200 && status() < 300;
    }
}
