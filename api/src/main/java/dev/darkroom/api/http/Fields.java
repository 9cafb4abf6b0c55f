package dev.darkroom.api.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, taken one by one. A field that is there with a wrong type or value is a
 * {@link BadFieldException} that names it; {@link #end()} refuses what nobody took.
 */
public final class Fields {

    private final String path;
    private final Map<String, JsonValue> left;

    private Fields(String path, Map<String, JsonValue> fields) {
        this.path = path;
        left = new LinkedHashMap<>(fields);
    }

    /** The fields of a whole body. */
    public static Fields of(JsonValue value) {
        if (value instanceof JsonValue.Obj object) {
            return new Fields("", object.fields());
        }
        throw new BadFieldException(null, "the body is not a JSON object");
    }

    /** The fields of an object at that path. */
    public static Fields of(String path, JsonValue value) {
        if (value instanceof JsonValue.Obj object) {
            return new Fields(path, object.fields());
        }
        throw new BadFieldException(path, "must be an object");
    }

    /** A text; null where the field is absent or null. */
    public @Nullable String text(String name) {
        return switch (take(name)) {
            case JsonValue.Str string -> string.value();
            case null -> null;
            default -> throw new BadFieldException(at(name), "must be a string");
        };
    }

    /**
     * A text within bounds, in code points; white space alone counts as empty.
     *
     * @return null where the field is absent or null
     */
    public @Nullable String text(String name, int most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (text.codePoints().allMatch(Fields::isInvisible)) {
            throw new BadFieldException(at(name), "must not be empty");
        }
        if (text.codePointCount(0, text.length()) > most) {
            throw new BadFieldException(at(name), "must have at most %d characters".formatted(most));
        }
        return text;
    }

    /** White space of any kind, and marks that only tell how their neighbours are to be set. */
    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    /** A text that has to be there. */
    public String requiredText(String name, int most) {
        String text = text(name, most);
        if (text == null) {
            throw new BadFieldException(at(name), "is required");
        }
        return text;
    }

    /** One of several words; {@code otherwise} where the field is absent or null. */
    public String word(String name, String otherwise, List<String> words) {
        String word = text(name);
        if (word == null) {
            return otherwise;
        }
        if (!words.contains(word)) {
            throw new BadFieldException(at(name), "must be one of " + String.join(", ", words));
        }
        return word;
    }

    /** A JSON integer within bounds; {@code otherwise} where the field is absent or null. */
    public int integer(String name, int otherwise, int least, int most) {
        return switch (take(name)) {
            case JsonValue.Num number
            when number.isInteger() && isWithin(number, least, most) -> Integer.parseInt(number.text());
            case JsonValue.Num _ ->
                throw new BadFieldException(at(name), "must be an integer from %d to %d".formatted(least, most));
            case null -> otherwise;
            default -> throw new BadFieldException(at(name), "must be an integer");
        };
    }

    /** A JSON integer within bounds; null where the field is absent or null. */
    public @Nullable Long longOrNull(String name, long least, long most) {
        JsonValue value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue.Num number && number.isInteger() && isWithin(number.value(), least, most)) {
            return number.value().longValueExact();
        }
        throw new BadFieldException(at(name), "must be an integer from %d to %d".formatted(least, most));
    }

    /** A JSON integer within bounds; null where the field is absent or null. */
    public @Nullable Integer integerOrNull(String name, int least, int most) {
        Long value = longOrNull(name, least, most);
        return value == null ? null : Math.toIntExact(value);
    }

    /** A number within bounds, as it was written; null where the field is absent or null. */
    public JsonValue.@Nullable Num number(String name, long least, long most) {
        JsonValue value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue.Num number && isWithin(number.value(), least, most)) {
            return number;
        }
        throw new BadFieldException(at(name), "must be a number from %d to %d".formatted(least, most));
    }

    /** {@code true} or {@code false}; absent or null is {@code otherwise}. */
    public boolean flag(String name, boolean otherwise) {
        return switch (take(name)) {
            case JsonValue.Bool bool -> bool.value();
            case null -> otherwise;
            default -> throw new BadFieldException(at(name), "must be true or false");
        };
    }

    /** The items of an array of at most so many; null where the field is absent or null. */
    public @Nullable List<JsonValue> items(String name, int most) {
        JsonValue value = take(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonValue.Arr array)) {
            throw new BadFieldException(at(name), "must be an array");
        }
        if (array.items().size() > most) {
            throw new BadFieldException(at(name), "must have at most %d items".formatted(most));
        }
        return array.items();
    }

    /** The texts of an array of at most so many; nothing where the field is absent or null. */
    public List<String> texts(String name, int most) {
        List<JsonValue> items = items(name, most);
        List<String> texts = new ArrayList<>();
        for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
            if (!(item instanceof JsonValue.Str text)) {
                throw new BadFieldException("%s[%d]".formatted(at(name), texts.size()), "must be a string");
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** The names of the fields that nobody took yet, in their order. */
    public List<String> names() {
        return List.copyOf(left.keySet());
    }

    /** Whatever is there; null where the field is absent or null. */
    public @Nullable JsonValue any(String name) {
        return take(name);
    }

    /** The fields of an object inside this one, whose names are told with their path. */
    public @Nullable Fields inside(String name) {
        JsonValue.Obj object = object(name);
        return object == null ? null : new Fields(at(name), object.fields());
    }

    /** An object; null where the field is absent or null. */
    public JsonValue.@Nullable Obj object(String name) {
        return switch (take(name)) {
            case JsonValue.Obj object -> object;
            case null -> null;
            default -> throw new BadFieldException(at(name), "must be an object");
        };
    }

    /** A list of different words; null where the field is absent or null. */
    public @Nullable List<String> words(String name, List<String> words) {
        JsonValue value = take(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonValue.Arr array)) {
            throw new BadFieldException(at(name), "must be an array of strings");
        }
        List<String> found = new ArrayList<>();
        for (JsonValue item : array.items()) {
            String place = at(name) + "[" + found.size() + "]";
            if (!(item instanceof JsonValue.Str word) || !words.contains(word.value())) {
                throw new BadFieldException(place, "must be one of " + String.join(", ", words));
            }
            if (found.contains(word.value())) {
                throw new BadFieldException(place, "must not be there twice");
            }
            found.add(word.value());
        }
        return found;
    }

    /** Refuses every field that was not taken. */
    public void end() {
        left.keySet().stream().findFirst().ifPresent(name -> {
            throw new BadFieldException(at(name), "is not a field of this request");
        });
    }

    private @Nullable JsonValue take(String name) {
        JsonValue value = left.remove(name);
        return value instanceof JsonValue.Null ? null : value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isWithin(BigDecimal value, long least, long most) {
        return value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static boolean isWithin(JsonValue.Num number, int least, int most) {
        return number.text().length() <= 11
                && Long.parseLong(number.text()) >= least
                && Long.parseLong(number.text()) <= most;
    }
}
