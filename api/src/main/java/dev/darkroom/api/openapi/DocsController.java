package dev.darkroom.api.openapi;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The documents, and a page that shows them; for anyone. */
@ForCallers
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {

    private static final String YAML = "application/yaml";
    private static final String PAGE = "/docs/index.html";
    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/5.32.0/";
    private static final String AN_HOUR = "public, max-age=3600";

    /** The page runs its own scripts, asks its own server, and nothing else. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final Map<String, Asset> ASSETS = Map.of(
            "docs.js", new Asset("/docs/docs.js", "text/javascript"),
            "swagger-ui.css", new Asset(LIBRARY + "swagger-ui.css", "text/css"),
            "swagger-ui-bundle.js", new Asset(LIBRARY + "swagger-ui-bundle.js", "text/javascript"),
            "swagger-ui-standalone-preset.js",
                    new Asset(LIBRARY + "swagger-ui-standalone-preset.js", "text/javascript"),
            "favicon-32x32.png", new Asset(LIBRARY + "favicon-32x32.png", "image/png"));

    private final Documents documents;
    private final SurfaceTable surfaces;
    private final Map<String, ByteBuf> bytes = new ConcurrentHashMap<>();

    private record Asset(String resource, String type) {}

    DocsController(Documents documents, SurfaceTable surfaces) {
        this.documents = documents;
        this.surfaces = surfaces;
    }

    @Get(uri = "/openapi/{surface}.yml", produces = YAML)
    HttpResponse<?> yaml(HttpRequest<?> request, String surface) {
        return document(request, surface, YAML, Documents::yaml);
    }

    @Get("/openapi/{surface}.json")
    HttpResponse<?> json(HttpRequest<?> request, String surface) {
        return document(request, surface, MediaType.APPLICATION_JSON, JsonText::asRead);
    }

    @Get(uri = "/docs", produces = MediaType.TEXT_HTML)
    HttpResponse<?> page() {
        return bytes(PAGE, MediaType.TEXT_HTML).header("Content-Security-Policy", POLICY);
    }

    @Get(uri = "/docs/{asset}", produces = MediaType.ALL)
    HttpResponse<?> asset(HttpRequest<?> request, String asset) {
        Asset found = ASSETS.get(asset);
        return found == null
                ? notFound(request)
                : bytes(found.resource, found.type).header(HttpHeaders.CACHE_CONTROL, AN_HOUR);
    }

    private HttpResponse<?> document(
            HttpRequest<?> request, String surface, String type, Function<JsonValue.Obj, String> written) {
        return documents
                .find(surface)
                .<HttpResponse<?>>map(document -> HttpResponse.ok(once(
                                surface + type, () -> written.apply(document).getBytes(StandardCharsets.UTF_8)))
                        .contentType(new MediaType(type)))
                .orElseGet(() -> notFound(request));
    }

    private MutableHttpResponse<ByteBuf> bytes(String resource, String type) {
        return HttpResponse.ok(once(resource, () -> read(resource)))
                .contentType(new MediaType(type + ";charset=utf-8"));
    }

    /** Anyone may ask, as often as he likes: it is made for the first of them, and all are sent the same bytes. */
    private ByteBuf once(String name, Supplier<byte[]> made) {
        return bytes.computeIfAbsent(name, absent -> outsideOfTheHeap(made.get()))
                .retainedDuplicate();
    }

    private static ByteBuf outsideOfTheHeap(byte[] content) {
        return Unpooled.directBuffer(content.length).writeBytes(content);
    }

    private static byte[] read(String resource) {
        try (InputStream in = DocsController.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return surfaces.render(request, new ApiFailure.NotFound()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
