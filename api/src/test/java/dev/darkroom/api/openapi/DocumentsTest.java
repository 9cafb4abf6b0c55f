package dev.darkroom.api.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.testing.Documented;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents say what the server does, and anyone can read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {

    static final List<String> SURFACES = Documents.SURFACES;

    /** Routes that take images: they are documented when they work. */
    private final TestTemporalServer temporal = new TestTemporalServer();

    private final TestApi api = TestApi.serve(TestDatabase.create().config(), temporal, Map.of());
    private final Documents documents = api.get(Documents.class);

    DocumentsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void every_route_of_a_surface_is_in_its_document() {
        Set<String> served = api.get(Router.class)
                .uriRoutes()
                .filter(route -> route.getDeclaringType().getPackageName().contains(".surface."))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toString().replace(":.+}", "}"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = SURFACES.stream()
                .flatMap(surface -> operations(surface).map(Named::name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(served, documented);
    }

    @ParameterizedTest
    @FieldSource("SURFACES")
    void every_operation_has_its_statuses_each_with_an_example(String surface) {
        operations(surface).forEach(operation -> {
            Map<String, JsonValue> responses =
                    operation.value.field("responses").fieldsOrNone();
            assertTrue(
                    responses.keySet().containsAll(Set.of("400", "401", "403", "429", "500", "503")), operation.name);
            assertTrue(responses.keySet().stream().anyMatch(status -> status.matches("[23]\\d\\d")), operation.name);
            if (operation.name.startsWith("POST") || operation.name.startsWith("PATCH")) {
                assertTrue(responses.keySet().containsAll(Set.of("413", "415")), operation.name);
                assertEquals(operation.spends(), responses.containsKey("422"), operation.name);
            }
            responses.forEach((status, response) -> response.field("content")
                    .fieldsOrNone()
                    .forEach((type, content) ->
                            assertFalse(examples(content).isEmpty(), operation.name + " " + status + " " + type)));
        });
    }

    @ParameterizedTest
    @FieldSource("SURFACES")
    void every_example_is_valid(String surface) {
        Documented documented = new Documented(documents);
        operations(surface).forEach(operation -> {
            operation
                    .value
                    .field("responses")
                    .fieldsOrNone()
                    .forEach((status, response) -> response.field("content")
                            .fieldsOrNone()
                            .forEach((type, content) ->
                                    check(documented, surface, operation.name + " " + status, content)));
            if (operation.spends()) {
                JsonValue content =
                        operation.value.field("requestBody").field("content").field("application/json");
                assertFalse(examples(content).isEmpty(), operation.name);
                assertTrue(JsonText.asRead(content.field("schema")).endsWith("Request\"}"), operation.name);
                check(documented, surface, operation.name, content);
            }
        });
    }

    @ParameterizedTest
    @FieldSource("SURFACES")
    void every_request_that_is_an_example_is_accepted(String surface) {
        String key = api.tenant(MicroUsd.ofUsd(100));
        operations(surface)
                .filter(Named::spends)
                .forEach(operation -> examples(operation
                                .value
                                .field("requestBody")
                                .field("content")
                                .field("application/json"))
                        .forEach((name, example) -> {
                            String path = operation.name.substring("POST ".length()) + "?dry_run=true";
                            Reply reply = api.post(key, path, JsonText.asRead(example.field("value")));
                            assertEquals(200, reply.status(), () -> name + ": " + reply.text());
                        }));
    }

    @Test
    void an_answer_that_the_document_does_not_know_is_found() {
        Documented documented = new Documented(documents);
        JsonValue schema = JsonEdit.object("$ref", "#/components/schemas/VrexErrors.Body");
        String valid = "{\"error\":{\"code\":\"A\",\"message\":\"b\",\"param\":null,\"request_id\":\"c\"}}";
        assertTrue(documented.violations("vrex", schema, valid).isEmpty());
        assertFalse(documented
                .violations("vrex", schema, valid.replace("\"code\"", "\"kode\""))
                .isEmpty());
        assertFalse(documented
                .violations("vrex", schema, valid.replace("\"A\"", "1"))
                .isEmpty());
        String key = api.tenant(new MicroUsd(1_000_000));
        Reply reply = api.get(key, "/v1/wallet");
        assertThrows(
                AssertionError.class,
                () -> documented.check(api.request("/api/v1/usage").build(), reply));
    }

    @Test
    void anyone_can_read_them() {
        for (String surface : SURFACES) {
            Reply yaml = api.send(api.request("/openapi/" + surface + ".yml"));
            assertEquals(200, yaml.status());
            assertEquals("application/yaml", yaml.header("Content-Type").orElse(""));
            assertTrue(yaml.text().startsWith("openapi: 3.1.0\n"), yaml.text());
            Reply json = api.send(api.request("/openapi/" + surface + ".json"));
            assertEquals(JsonText.asRead(documents.find(surface).orElseThrow()), JsonText.asRead(json.json()));
        }
        assertEquals(
                api.send(api.request("/openapi/stratizon.yml")).text(),
                api.send(api.request("/openapi/native.yml")).text());
        assertEquals(404, api.send(api.request("/openapi/other.yml")).status());
    }

    @Test
    void the_page_has_all_that_it_needs_from_this_server() {
        Reply page = api.send(api.request("/docs"));
        assertEquals(200, page.status());
        assertTrue(page.header("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
        List<String> needs = Stream.of(page.text().split("\""))
                .filter(text -> text.startsWith("/"))
                .toList();
        assertEquals(5, needs.size());
        needs.forEach(path -> assertEquals(200, api.send(api.request(path)).status(), path));
        assertFalse(page.text().contains("//"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/index.html", "/docs/..%2f..%2fapplication.yml", "/docs/swagger-ui.js"})
    void nothing_else_is_there(String path) {
        assertEquals(404, api.send(api.request(path)).status());
    }

    private record Named(String name, JsonValue value) {

        /** Whether it asks for images: the other routes that change something say all with their paths. */
        boolean spends() {
            return name.startsWith("POST")
                    && value.field("requestBody") instanceof JsonValue.Obj
                    && value.field("responses").field("201") instanceof JsonValue.Null;
        }
    }

    private Stream<Named> operations(String surface) {
        JsonValue document = documents.find(surface).orElseThrow();
        return document.field("paths").fieldsOrNone().entrySet().stream()
                .flatMap(path -> path.getValue().fieldsOrNone().entrySet().stream()
                        .map(method -> new Named(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
    }

    private static Map<String, JsonValue> examples(JsonValue content) {
        return content.field("examples").fieldsOrNone();
    }

    private static void check(Documented documented, String surface, String where, JsonValue content) {
        examples(content).forEach((name, example) -> {
            JsonValue schema = content.field("schema");
            String text = JsonText.asRead(example.field("value"));
            documented.violations(surface, schema, text).ifPresent(violations -> {
                throw new AssertionError(where + " " + name + ": " + violations);
            });
        });
    }
}
