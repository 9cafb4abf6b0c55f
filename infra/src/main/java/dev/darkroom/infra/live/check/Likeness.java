package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an answer lacks to be like the one that a document shows: each field of that one is there and of the same kind.
 * Other fields may be there too.
 */
final class Likeness {

    private final Set<String> same;
    private final List<String> differences = new ArrayList<>();

    private Likeness(Set<String> same) {
        this.same = same;
    }

    /**
     * Compares.
     *
     * @param same the paths, like {@code images.0.width}, of which the text is to be the same too
     * @return a sentence for each difference
     * @throws IllegalArgumentException where the document does not show one of these paths
     */
    static List<String> differences(JsonValue shown, JsonValue answer, Set<String> same) {
        for (String path : same) {
            if (Json.at(shown, path) instanceof JsonValue.Null) {
                throw new IllegalArgumentException("the document does not show " + path);
            }
        }
        Likeness likeness = new Likeness(same);
        likeness.compare("", shown, answer);
        return likeness.differences;
    }

    private void compare(String path, JsonValue shown, JsonValue answer) {
        if (!shown.getClass().equals(answer.getClass())) {
            differences.add("%s is %s in place of %s".formatted(name(path), kind(answer), kind(shown)));
            return;
        }
        if (same.contains(path) && !shown.equals(answer)) {
            differences.add("%s is not as shown".formatted(name(path)));
        }
        switch (shown) {
            case JsonValue.Obj object -> fields(path, object.fields(), answer.fieldsOrNone());
            case JsonValue.Arr array -> items(path, array.items(), ((JsonValue.Arr) answer).items());
            case JsonValue.Str _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> {}
        }
    }

    private void fields(String path, Map<String, JsonValue> shown, Map<String, JsonValue> answer) {
        shown.forEach((field, value) -> {
            String inside = path.isEmpty() ? field : path + "." + field;
            if (answer.containsKey(field)) {
                compare(inside, value, answer.get(field));
            } else {
                differences.add(name(inside) + " is missing");
            }
        });
    }

    /** A document shows one item where there may be several; there has to be one, and all are like it. */
    private void items(String path, List<JsonValue> shown, List<JsonValue> answer) {
        if (answer.isEmpty() && !shown.isEmpty()) {
            differences.add(name(path) + " is empty");
        }
        for (int i = 0; i < answer.size() && !shown.isEmpty(); i++) {
            compare("%s.%d".formatted(path, i), shown.getFirst(), answer.get(i));
        }
    }

    private static String name(String path) {
        return path.isEmpty() ? "the answer" : "`%s`".formatted(path);
    }

    private static String kind(JsonValue value) {
        return switch (value) {
            case JsonValue.Obj _ -> "an object";
            case JsonValue.Arr _ -> "an array";
            case JsonValue.Str _ -> "a text";
            case JsonValue.Num _ -> "a number";
            case JsonValue.Bool _ -> "true or false";
            case JsonValue.Null _ -> "null";
        };
    }
}
