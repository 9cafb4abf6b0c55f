package dev.darkroom.api.openapi;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.SurfaceErrors;
import io.micronaut.http.MutableHttpResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The responses of one operation: those that its controller declares, and a response for each status of a refusal. */
final class Responses {

    private static final String MEDIA_TYPE = "application/json";
    private static final String REQUEST_ID = "req_0197a3c45d6e7f808a9b0c1d2e3f4a5b";

    private final SurfaceErrors errors;
    private final Function<Object, JsonValue> json;
    private final Map<String, Refused> byStatus = new TreeMap<>();

    /** What one status can say: its shapes, and an example of each reason. */
    private record Refused(String phrase, Set<String> shapes, Map<String, JsonValue> examples, Set<String> headers) {}

    /**
     * The responses of a surface.
     *
     * @param json what Serde writes of a body
     */
    Responses(SurfaceErrors errors, Function<Object, JsonValue> json) {
        this.errors = errors;
        this.json = json;
    }

    /** The declared responses and one for each status of those failures. */
    JsonValue.Obj of(JsonValue declared, Map<String, ApiFailure> failures) {
        failures.forEach(this::refuse);
        Map<String, JsonValue> all = new TreeMap<>(declared.fieldsOrNone());
        all.keySet().removeIf(status -> status.endsWith("XX"));
        byStatus.forEach((status, refused) -> all.merge(status, response(refused), (before, _) -> before));
        return new JsonValue.Obj(new LinkedHashMap<>(all));
    }

    private void refuse(String name, ApiFailure failure) {
        MutableHttpResponse<?> response = errors.render(failure, REQUEST_ID);
        Object body = response.body();
        if (body == null) {
            throw new IllegalStateException(name + " has no body");
        }
        Refused refused = byStatus.computeIfAbsent(
                Integer.toString(response.code()),
                _ -> new Refused(
                        response.reason(), new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashSet<>()));
        refused.shapes.add(shape(body.getClass()));
        refused.examples.put(name, JsonEdit.object("value", json.apply(body)));
        refused.headers.addAll(response.getHeaders().names());
    }

    /** What the compiler calls the schema of a type. */
    private static String shape(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return "#/components/schemas/" + (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName();
    }

    private static JsonValue.Obj response(Refused refused) {
        List<JsonValue> shapes = refused.shapes.stream()
                .<JsonValue>map(shape -> JsonEdit.object("$ref", shape))
                .toList();
        JsonValue schema = shapes.size() == 1 ? shapes.getFirst() : JsonEdit.object("anyOf", new JsonValue.Arr(shapes));
        JsonValue content =
                JsonEdit.object("schema", schema, "examples", new JsonValue.Obj(new LinkedHashMap<>(refused.examples)));
        JsonValue.Obj response =
                JsonEdit.object("description", refused.phrase, "content", JsonEdit.object(MEDIA_TYPE, content));
        LinkedHashMap<String, JsonValue> headers = new LinkedHashMap<>();
        refused.headers.stream()
                .filter(name -> !name.equalsIgnoreCase("Content-Type"))
                .forEach(name -> headers.put(name, JsonEdit.object("schema", JsonEdit.object("type", "string"))));
        return headers.isEmpty() ? response : JsonEdit.with(response, "headers", new JsonValue.Obj(headers));
    }
}
