package dev.darkroom.api.openapi;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.SurfaceErrors;
import io.micronaut.http.MediaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * The document of one surface: what the compiler makes of its controllers, and what holds for all routes and is
 * therefore said once, here: keys, dry run, idempotency, refusals, and the names of the models.
 */
final class SurfaceDocument {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String RESPONSES = "responses";
    private static final Set<String> BODILESS = Set.of("204", "302");

    private final SurfaceErrors errors;
    private final List<String> models;
    private final Function<String, JsonValue> examples;
    private final Function<Object, JsonValue> json;

    /**
     * A surface.
     *
     * @param models every name that a request can give a model
     * @param examples the golden file of a name
     * @param json what Serde writes of a body
     */
    SurfaceDocument(
            SurfaceErrors errors,
            List<String> models,
            Function<String, JsonValue> examples,
            Function<Object, JsonValue> json) {
        this.errors = errors;
        this.models = List.copyOf(models);
        this.examples = examples;
        this.json = json;
    }

    /** The whole document. */
    JsonValue.Obj of(JsonValue compiled) {
        JsonValue.Obj document = Upgrade.of(compiled);
        document = JsonEdit.with(document, "servers", new JsonValue.Arr(List.of(JsonEdit.object("url", "/"))));
        document = JsonEdit.with(document, "security", Common.SECURITY);
        document = JsonEdit.inside(document, "paths", paths -> JsonEdit.each(paths, this::path));
        document = JsonEdit.inside(document, "components", this::components);
        return reachable(document);
    }

    private static JsonValue paths(JsonValue document) {
        return document.field("paths");
    }

    private JsonValue.Obj path(JsonValue methods) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        methods.fieldsOrNone()
                .forEach((method, operation) -> fields.put(method, operation(method, (JsonValue.Obj) operation)));
        return new JsonValue.Obj(fields);
    }

    private JsonValue.Obj operation(String method, JsonValue.Obj operation) {
        boolean posts = method.equals("post") || method.equals("patch");
        // What is made at once is not paid for, and whoever is asked for images is told which.
        boolean spending = method.equals("post")
                && !(operation.field("requestBody") instanceof JsonValue.Null)
                && operation.field(RESPONSES).field("201") instanceof JsonValue.Null;
        List<JsonValue> own = JsonEdit.items(operation.field("parameters")).stream()
                .filter(parameter -> !JsonEdit.text(parameter, "name").equals("caller"))
                .toList();
        boolean named = own.stream()
                .anyMatch(parameter -> JsonEdit.text(parameter, "in").equals("path"));
        JsonValue.Obj complete = JsonEdit.with(operation, "parameters", Common.parameters(own, spending));
        complete = JsonEdit.inside(complete, "requestBody", SurfaceDocument::requestBody);
        Map<String, ApiFailure> failures = Refusals.of(posts, posts || method.equals("delete"), spending, named);
        return JsonEdit.inside(complete, RESPONSES, declared -> {
            JsonValue answered = withoutBodies(withExamples(declared));
            JsonValue.Obj responses = new Responses(errors, json).of(answered, failures);
            return JsonEdit.each(responses, Common::withHeaders);
        });
    }

    /** Of an answer that has no body the compiler knows only that it is an answer. */
    private static JsonValue withoutBodies(JsonValue responses) {
        SequencedMap<String, JsonValue> all = new LinkedHashMap<>(responses.fieldsOrNone());
        all.replaceAll((status, response) -> {
            SequencedMap<String, JsonValue> fields = new LinkedHashMap<>(response.fieldsOrNone());
            if (BODILESS.contains(status)) {
                fields.remove("content");
            }
            return new JsonValue.Obj(fields);
        });
        return new JsonValue.Obj(all);
    }

    /** A route takes every type of body, in order to refuse the wrong ones in its own words. */
    private static JsonValue requestBody(JsonValue body) {
        return JsonEdit.inside((JsonValue.Obj) body, "content", content -> {
            JsonValue json = content.field(MediaType.APPLICATION_JSON);
            JsonValue form = content.field(MediaType.MULTIPART_FORM_DATA);
            JsonValue.Obj types = JsonEdit.object(
                    MediaType.APPLICATION_JSON, json instanceof JsonValue.Null ? content.field("*/*") : json);
            return form instanceof JsonValue.Null ? types : JsonEdit.with(types, MediaType.MULTIPART_FORM_DATA, form);
        });
    }

    /** An example without a value is the golden file of its name. */
    private JsonValue withExamples(JsonValue responses) {
        return JsonEdit.everywhere(responses, object -> JsonEdit.inside(object, "examples", this::resolved));
    }

    private JsonValue resolved(JsonValue given) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        given.fieldsOrNone()
                .forEach((name, example) -> fields.put(
                        name,
                        example.fieldsOrNone().isEmpty() ? JsonEdit.object("value", examples.apply(name)) : example));
        return new JsonValue.Obj(fields);
    }

    private JsonValue components(JsonValue components) {
        JsonValue.Obj complete = JsonEdit.with((JsonValue.Obj) components, "securitySchemes", Common.SCHEMES);
        return JsonEdit.inside(complete, "schemas", schemas -> {
            SequencedMap<String, JsonValue> all = new LinkedHashMap<>(schemas.fieldsOrNone());
            all.replaceAll((name, schema) -> name.endsWith("Request") ? withModels((JsonValue.Obj) schema) : schema);
            return new JsonValue.Obj(all);
        });
    }

    /** A model is asked for by one of its names. */
    private JsonValue withModels(JsonValue.Obj request) {
        JsonValue names =
                new JsonValue.Arr(models.stream().<JsonValue>map(JsonEdit::text).toList());
        return JsonEdit.inside(
                request,
                "properties",
                fields -> JsonEdit.inside(
                        (JsonValue.Obj) fields,
                        "model",
                        model -> JsonEdit.with((JsonValue.Obj) model, "examples", names)));
    }

    /** The document without the schemas that nothing in it refers to. */
    private static JsonValue.Obj reachable(JsonValue.Obj document) {
        JsonValue schemas = document.field("components").field("schemas");
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(references(paths(document)));
        while (!open.isEmpty()) {
            String name = open.pop();
            JsonValue schema = schemas.fieldsOrNone().get(name);
            if (schema != null && reached.add(name)) {
                open.addAll(references(schema));
            }
        }
        SequencedMap<String, JsonValue> kept = new LinkedHashMap<>(schemas.fieldsOrNone());
        kept.keySet().retainAll(reached);
        return JsonEdit.inside(
                document,
                "components",
                components -> JsonEdit.with((JsonValue.Obj) components, "schemas", new JsonValue.Obj(kept)));
    }

    private static Set<String> references(JsonValue value) {
        Set<String> found = new LinkedHashSet<>();
        JsonEdit.everywhere(value, object -> {
            String reference = JsonEdit.text(object, "$ref");
            if (reference.startsWith(SCHEMAS)) {
                found.add(reference.substring(SCHEMAS.length()));
            }
            return object;
        });
        return found;
    }
}
