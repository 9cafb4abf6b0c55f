package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.live.world.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;

/** A simulator in this process, and a client that speaks plain HTTP to it. */
final class Simulated implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final UpstreamServer server;
    private final List<String> key;

    /** @param key the name and the value of the header that lets in */
    Simulated(Path folder, String name, String key) throws IOException {
        log = folder.resolve("upstream.jsonl");
        server = UpstreamServer.open(0, log, Duration.ofMillis(20));
        this.key = List.of(name, key);
    }

    /** An answer, with its body as it came. */
    record Answer(int status, HttpResponse<byte[]> response) {

        String text(String path) {
            return Json.text(json(), path);
        }

        JsonValue json() {
            return StrictJson.read(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        BufferedImage picture() throws IOException {
            return picture(response.body());
        }

        static BufferedImage picture(byte[] bytes) throws IOException {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
            assertNotNull(picture, "it is no picture");
            return picture;
        }
    }

    String url() {
        return server.url();
    }

    Answer post(String path, String body) throws IOException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /** A request with the key, not yet sent. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url() + path))
                .timeout(PATIENCE)
                .header(key.getFirst(), key.getLast())
                .header("Content-Type", "application/json")
                .header("X-Darkroom-Reference", "job-1-0");
    }

    Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Asks until an answer has a text at a path. */
    Answer await(String url, String path, String text) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Answer answer = get(url);
            if (answer.text(path).equals(text)) {
                return answer;
            }
        }
        throw new AssertionError("%s has no %s".formatted(url, text));
    }

    /** The lines about one kind of request. */
    List<JsonValue> logged(String what) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.endsWith("}"))
                .map(line -> StrictJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .filter(line -> Json.text(line, "what").equals(what))
                .toList();
    }

    /** Holds the one submit that was logged to what is to be known of it. */
    void assertSubmit(String provider, boolean accepted, String status, String fault) throws IOException {
        List<JsonValue> submits = logged("submit");
        assertEquals(1, submits.size());
        JsonValue line = submits.getFirst();
        assertEquals(provider, Json.text(line, "provider"));
        assertEquals("job-1-0", Json.text(line, "reference"));
        assertEquals(new JsonValue.Bool(accepted), line.field("accepted"));
        assertEquals(status, Json.text(line, "status"));
        assertEquals(fault, Json.text(line, "fault"));
    }

    /** Waits until so many lines of a kind are there. */
    void awaitLogged(String what, int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (logged(what).size() < count && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertEquals(count, logged(what).size());
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        server.close();
    }
}
