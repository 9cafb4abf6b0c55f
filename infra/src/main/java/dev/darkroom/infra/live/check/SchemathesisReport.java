package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What schemathesis has written about one document.
 *
 * @param json its report, as JSON
 * @param output what it has printed
 */
record SchemathesisReport(JsonValue json, String output) {

    /** What CPython 3.11 says of a mistake of its own near its recursion limit, which ends a phase of an operation. */
    private static final String MISTAKE_OF_PYTHON = "AST constructor recursion depth mismatch";

    /** How many operations it has tried. */
    long operations() {
        return number("operations.tested");
    }

    /** How many requests it has sent and looked at. */
    long requests() {
        return number("test_cases.generated");
    }

    /** What went wrong, each with its check and its operations; empty where nothing did. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (JsonValue failure : items("failures")) {
            String operations = String.join(", ", texts(Json.at(failure, "operations")));
            faults.add("%s: %s %s".formatted(operations, Json.text(failure, "code"), Json.text(failure, "title")));
        }
        items("errors").stream()
                .filter(error -> !isMistakeOfPython(error))
                .forEach(error ->
                        faults.add("%s times: %s".formatted(Json.text(error, "count"), Json.text(error, "title"))));
        if (number("operations.tested") < number("operations.total")) {
            faults.add("%d of %d operations were tried".formatted(operations(), number("operations.total")));
        }
        if (faults.isEmpty() && items("errors").isEmpty() && number("exit_code") != 0) {
            faults.add("exit code " + number("exit_code"));
        }
        return faults;
    }

    /** The operations of which no request was accepted, so that their good answers were never seen. */
    List<String> unseen() {
        List<String> unseen = new ArrayList<>();
        Json.at(json, "valid_rates").fieldsOrNone().forEach((operation, phases) -> {
            // An id that is made up is never one that is there; what a read by id answers, the build's own tests hold.
            boolean byId = operation.contains("{");
            if (!byId
                    && phases.fieldsOrNone().values().stream()
                            .noneMatch(rate -> Long.parseLong(Json.text(rate, "accepted")) > 0)) {
                unseen.add(operation);
            }
        });
        return unseen;
    }

    private boolean isMistakeOfPython(JsonValue error) {
        int told = output.split(MISTAKE_OF_PYTHON, -1).length - 1;
        return Json.text(error, "title").equals("Runtime Error") && Long.parseLong(Json.text(error, "count")) <= told;
    }

    private List<JsonValue> items(String path) {
        return Json.at(json, path) instanceof JsonValue.Arr array ? array.items() : List.of();
    }

    private static List<String> texts(JsonValue value) {
        return value instanceof JsonValue.Arr array
                ? array.items().stream()
                        .map(item -> item instanceof JsonValue.Str text ? text.value() : "")
                        .toList()
                : List.of();
    }

    private long number(String path) {
        String text = Json.text(json, path);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
