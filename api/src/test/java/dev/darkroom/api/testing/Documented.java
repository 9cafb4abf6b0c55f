package dev.darkroom.api.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.openapi.Documents;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds every answer of a test to the OpenAPI documents: where one of them has the route, it has the status, the type
 * and a schema that the body fits. Schemas are closed for this, so that a field that no document knows is an error.
 */
public final class Documented {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final List<Operation> operations = new ArrayList<>();
    private final JsonValue components;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * A route of a document.
     *
     * @param literal how many characters of its path are no variables: of two that fit, the longer is meant
     */
    private record Operation(String surface, String method, Pattern path, int literal, JsonValue responses) {}

    public Documented(Documents documents) {
        SequencedMap<String, JsonValue> all = new LinkedHashMap<>();
        for (String surface : Documents.SURFACES) {
            JsonValue document = documents.find(surface).orElseThrow();
            all.put(surface, closed(document.field("components")));
            document.field("paths")
                    .fieldsOrNone()
                    .forEach((path, methods) -> methods.fieldsOrNone()
                            .forEach((method, operation) -> operations.add(new Operation(
                                    surface,
                                    method.toUpperCase(Locale.ROOT),
                                    pattern(path),
                                    path.replaceAll("\\{[^}]*}", "").length(),
                                    operation.field("responses")))));
        }
        components = new JsonValue.Obj(all);
    }

    /**
     * Checks an answer.
     *
     * @throws AssertionError where the document of its route does not know such an answer
     */
    public void check(HttpRequest request, Reply reply) {
        operation(request).ifPresent(operation -> {
            String what = "%s %s -> %d of %s"
                    .formatted(request.method(), request.uri().getPath(), reply.status(), operation.surface);
            JsonValue response = operation.responses.field(Integer.toString(reply.status()));
            if (response instanceof JsonValue.Null) {
                throw new AssertionError(what + ": the document has no such status");
            }
            if (response.field("content") instanceof JsonValue.Null) {
                if (!reply.text().isEmpty()) {
                    throw new AssertionError(what + ": the document has no body for " + reply.text());
                }
                return;
            }
            String type = reply.header("Content-Type").orElse("").replaceAll(";.*", "");
            JsonValue content = response.field("content").field(type);
            if (content instanceof JsonValue.Null) {
                throw new AssertionError(what + ": the document has no " + type);
            }
            if (type.equals("application/json")) {
                violations(operation.surface, content.field("schema"), reply.text())
                        .ifPresent(violations -> {
                            throw new AssertionError(what + ": " + violations + " in " + reply.text());
                        });
            }
        });
    }

    private Optional<Operation> operation(HttpRequest request) {
        String path = request.uri().getRawPath();
        return operations.stream()
                .filter(operation -> operation.method.equals(request.method()))
                .filter(operation -> operation.path.matcher(path).matches())
                .max(Comparator.comparingInt(Operation::literal));
    }

    /** What is wrong with a JSON text by a schema of a surface's document; empty where nothing is. */
    public Optional<String> violations(String surface, JsonValue schema, String json) {
        List<Error> errors = schemas.computeIfAbsent(
                        surface + JsonText.asRead(schema), _ -> compile(schema, components.field(surface)))
                .validate(json, InputFormat.JSON);
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors.toString());
    }

    private static Schema compile(JsonValue schema, JsonValue components) {
        LinkedHashMap<String, JsonValue> fields = new LinkedHashMap<>(schema.fieldsOrNone());
        fields.put("components", components);
        return REGISTRY.getSchema(JsonText.asRead(new JsonValue.Obj(fields)), InputFormat.JSON);
    }

    /** The same schemas, that take no fields but their own. */
    private static JsonValue closed(JsonValue value) {
        return switch (value) {
            case JsonValue.Obj object -> {
                LinkedHashMap<String, JsonValue> fields = new LinkedHashMap<>();
                object.fields().forEach((name, field) -> fields.put(name, closed(field)));
                if (fields.get("properties") instanceof JsonValue.Obj) {
                    fields.putIfAbsent("additionalProperties", new JsonValue.Bool(false));
                }
                yield new JsonValue.Obj(fields);
            }
            case JsonValue.Arr array ->
                new JsonValue.Arr(array.items().stream().map(Documented::closed).toList());
            default -> value;
        };
    }

    /** The ids of models have slashes; no others do. */
    private static Pattern pattern(String path) {
        return Pattern.compile(path.replaceAll("\\{[^}]*}", path.contains("/models/") ? ".+" : "[^/]+"));
    }
}
