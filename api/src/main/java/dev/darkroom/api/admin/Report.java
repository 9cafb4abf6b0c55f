package dev.darkroom.api.admin;

import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command found or did: lines for people, or one JSON object for scripts. */
final class Report {

    private final JsonFields fields = JsonFields.empty();

    Report with(String name, @Nullable Object value) {
        fields.with(name, plain(value));
        return this;
    }

    /** Prints it, as JSON where {@code asJson} says so. */
    void print(PrintWriter out, boolean asJson) {
        if (asJson) {
            out.println(json());
        } else {
            lines(fields.json().fields(), "").forEach(out::println);
        }
        out.flush();
    }

    /** It, as one JSON object. */
    String json() {
        return fields.text();
    }

    /** A value as fields take it: of a report within this one, what it holds. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Report report -> report.fields;
            case List<?> list -> list.stream().map(Report::plain).toList();
            case null, default -> value;
        };
    }

    private static List<String> lines(Map<String, JsonValue> fields, String indent) {
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        fields.forEach((name, value) -> {
            String label = indent + (name.replace('_', ' ') + " ".repeat(width - name.length()));
            switch (value) {
                case JsonValue.Obj object
                when !object.fields().isEmpty() -> {
                    lines.add(indent + name.replace('_', ' '));
                    lines.addAll(lines(object.fields(), indent + "  "));
                }
                case JsonValue.Arr array
                when !array.items().isEmpty() -> {
                    lines.add(indent + name.replace('_', ' '));
                    table(array.items()).forEach(line -> lines.add(indent + "  " + line));
                }
                default -> lines.add(label + "  " + line(value));
            }
        });
        return lines;
    }

    /** Rows under the names of their columns. */
    private static List<String> table(List<JsonValue> items) {
        List<List<String>> rows = new ArrayList<>();
        if (items.getFirst() instanceof JsonValue.Obj first) {
            rows.add(first.fields().keySet().stream()
                    .map(name -> name.replace('_', ' '))
                    .toList());
        }
        items.forEach(item -> rows.add(cells(item)));
        return rows.stream().map(row -> padded(row, rows)).toList();
    }

    private static List<String> cells(JsonValue item) {
        return item instanceof JsonValue.Obj object
                ? object.fields().values().stream().map(Report::line).toList()
                : List.of(line(item));
    }

    private static String padded(List<String> row, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            text.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    /** A value in one line; what is not there or empty is a dash. */
    private static String line(JsonValue value) {
        return switch (value) {
            case JsonValue.Str string -> string.value();
            case JsonValue.Num number -> number.text();
            case JsonValue.Bool bool -> bool.value() ? "yes" : "no";
            case JsonValue.Null _ -> "-";
            case JsonValue.Arr array -> joined(array.items(), ", ");
            case JsonValue.Obj object -> joined(object.fields().values(), "  ");
        };
    }

    private static String joined(Collection<JsonValue> values, String between) {
        return values.isEmpty()
                ? "-"
                : String.join(between, values.stream().map(Report::line).toList());
    }
}
