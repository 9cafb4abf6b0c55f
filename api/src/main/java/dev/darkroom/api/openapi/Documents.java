package dev.darkroom.api.openapi;

import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The OpenAPI 3.1 documents, one per surface. What the compiler made of the controllers is completed at the first
 * request: by what holds for every route, by the refusals as the surface writes them, by the golden files of the tests
 * as examples, and by the names of this installation's models.
 */
@Singleton
public final class Documents {

    /** The surfaces, in the order in which they are shown. */
    public static final List<String> SURFACES =
            List.of("stratizon", "openai", "vrex", "apiframe", "gptimage2", "qolaba");

    private static final String NATIVE = "native";

    private final Catalogue catalogue;
    private final SurfaceTable surfaces;
    private final JsonMapper mapper;
    private final Map<String, JsonValue.Obj> made = new ConcurrentHashMap<>();

    Documents(Catalogue catalogue, SurfaceTable surfaces, JsonMapper mapper) {
        this.catalogue = catalogue;
        this.surfaces = surfaces;
        this.mapper = mapper;
    }

    /**
     * A document.
     *
     * @param surface one of {@link #SURFACES}; {@code native} is another name of the first
     * @return empty for any other name
     */
    public Optional<JsonValue.Obj> find(String surface) {
        String name = surface.equals(NATIVE) ? SURFACES.getFirst() : surface;
        return SURFACES.contains(name) ? Optional.of(made.computeIfAbsent(name, this::make)) : Optional.empty();
    }

    /** A document as YAML. */
    static String yaml(JsonValue document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setDereferenceAliases(true);
        options.setWidth(120);
        return new Yaml(options).dump(JsonEdit.plain(document));
    }

    private JsonValue.Obj make(String surface) {
        JsonValue compiled = resource("/META-INF/swagger/%s.json".formatted(surface));
        String path = compiled.field("paths").fieldsOrNone().keySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(surface + " has no routes"));
        List<String> models = catalogue.offers(surface).stream()
                .flatMap(offer -> offer.names().stream())
                .toList();
        return new SurfaceDocument(surfaces.errors(path), models, name -> example(surface, name), this::json)
                .of(compiled);
    }

    private JsonValue json(Object body) {
        try {
            return StrictJson.read(mapper.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Golden files of whole answers have the body beside status and headers. */
    private static JsonValue example(String surface, String name) {
        JsonValue golden = resource("/openapi/examples/%s/%s.json".formatted(surface, name));
        JsonValue body = golden.field("body");
        return body instanceof JsonValue.Null ? golden : body;
    }

    private static JsonValue resource(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return StrictJson.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
