package dev.darkroom.api.surface.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.StreamResponse;
import com.openai.errors.SseException;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageEditPartialImageEvent;
import com.openai.models.images.ImageEditStreamEvent;
import com.openai.models.images.ImageGenPartialImageEvent;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.testing.RawHttp;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Streams that begin before their images are made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiStreamTest {

    private static final String PATH = "/openai/v1/images/generations";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(5));
    private final OpenAIClient client = OpenAIOkHttpClient.builder()
            .baseUrl(api.url() + "/openai/v1")
            .apiKey(key)
            .timeout(Duration.ofMinutes(1))
            .build();

    OpenAiStreamTest() throws IOException {}

    @AfterAll
    void close() {
        client.close();
        api.close();
        temporal.close();
    }

    /** An event of a stream. */
    private record Told(String name, JsonValue data) {

        String at(String field) {
            return switch (data.field(field)) {
                case JsonValue.Str text -> text.value();
                case JsonValue.Num number -> number.text();
                default -> "";
            };
        }

        BufferedImage image() throws IOException {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(at("b64_json"))));
        }
    }

    @Test
    void previews_come_before_the_images_and_are_gone_when_the_job_has_ended() throws IOException {
        Reply reply = api.post(key, PATH, body(2, 2, "delay=4s", ", \"background\": \"opaque\""));
        assertEquals(200, reply.status(), reply::text);
        assertEquals("text/event-stream", reply.header("Content-Type").orElseThrow());
        assertEquals("no-store", reply.header("Cache-Control").orElseThrow());
        assertTrue(reply.text().startsWith(": open\n\n"));
        List<Told> events = events(reply.text());
        assertEquals(
                List.of(
                        "image_generation.partial_image 0",
                        "image_generation.partial_image 0",
                        "image_generation.partial_image 1",
                        "image_generation.partial_image 1",
                        "image_generation.completed ",
                        "image_generation.completed "),
                events.stream()
                        .map(event -> event.name() + " " + event.at("partial_image_index"))
                        .toList());
        for (Told event : events) {
            assertEquals(event.name(), event.at("type"));
            assertEquals(1024, event.image().getWidth());
            assertEquals(
                    "1024x1024 medium opaque png",
                    Stream.of("size", "quality", "background", "output_format")
                            .map(event::at)
                            .reduce((a, b) -> a + " " + b)
                            .orElseThrow());
        }
        assertNotEquals(events.get(0).at("b64_json"), events.get(2).at("b64_json"), "the next one is finer");
        assertEquals(
                6, events.stream().map(event -> event.at("b64_json")).distinct().count());
        String job = reply.header("X-Job-Id").orElseThrow();
        assertEquals("succeeded", api.get(key, "/v1/tasks/" + job).at("status"));
        await("SELECT COUNT(*) FROM job WHERE work_previews = 0 AND id = '" + job + "'");
    }

    @Test
    void an_official_client_reads_them() {
        ImageGenerateParams params = ImageGenerateParams.builder()
                .prompt("a lake {sandbox: delay=4s}")
                .partialImages(2)
                .build();
        try (StreamResponse<ImageGenStreamEvent> stream = client.images().generateStreaming(params)) {
            List<ImageGenStreamEvent> events =
                    stream.stream().map(ImageGenStreamEvent::validate).toList();
            assertEquals(3, events.size());
            for (int number = 0; number < 2; number++) {
                ImageGenPartialImageEvent partial = events.get(number).asGenerationPartialImage();
                assertEquals(number, partial.partialImageIndex());
                assertEquals(ImageGenPartialImageEvent.Size._1024X1024, partial.size());
                assertEquals(ImageGenPartialImageEvent.OutputFormat.PNG, partial.outputFormat());
                assertTrue(partial.createdAt() > 0);
            }
            assertTrue(events.get(2).isGenerationCompleted());
        }
    }

    @Test
    void an_official_client_reads_those_of_an_edit() throws IOException {
        ImageEditParams params = ImageEditParams.builder()
                .image(MultipartField.<ImageEditParams.Image>builder()
                        .value(ImageEditParams.Image.ofInputStream(photo()))
                        .filename("a.png")
                        .contentType("image/png")
                        .build())
                .prompt("tint it blue {sandbox: delay=4s}")
                .partialImages(1)
                .build();
        try (StreamResponse<ImageEditStreamEvent> stream = client.images().editStreaming(params)) {
            List<ImageEditStreamEvent> events =
                    stream.stream().map(ImageEditStreamEvent::validate).toList();
            assertEquals(2, events.size());
            ImageEditPartialImageEvent partial = events.getFirst().asPartialImage();
            assertEquals(0, partial.partialImageIndex());
            assertTrue(Base64.getDecoder().decode(partial.b64Json()).length > 100);
            assertTrue(events.get(1).isCompleted());
        }
    }

    @Test
    void what_goes_wrong_once_the_stream_has_begun_is_an_event() {
        Reply reply = api.post(key, PATH, body(1, 1, "delay=1s fail=empty", ""));
        assertEquals(200, reply.status(), reply::text);
        List<Told> events = events(reply.text());
        assertEquals("error", events.getLast().name());
        assertEquals("error", events.getLast().at("type"));
        assertEquals(
                1, events.stream().filter(event -> event.name().equals("error")).count());
        JsonValue error = events.getLast().data().field("error");
        assertEquals(new JsonValue.Str("server_error"), error.field("code"));
        ImageGenerateParams params = ImageGenerateParams.builder()
                .prompt("a lake {sandbox: delay=1s deliver=1 filter=1}")
                .partialImages(1)
                .build();
        try (StreamResponse<ImageGenStreamEvent> stream = client.images().generateStreaming(params)) {
            SseException raised =
                    assertThrows(SseException.class, () -> stream.stream().toList());
            assertEquals("moderation_blocked", raised.code().orElseThrow());
        }
    }

    @Test
    void a_refusal_is_an_answer_like_any_other() {
        Reply bad = api.post(key, PATH, body(1, 4, "delay=1s", ""));
        assertEquals(400, bad.status());
        assertEquals("partial_images", bad.at("error.param"));
        Reply poor = api.post(api.tenant(MicroUsd.ZERO), PATH, body(1, 1, "delay=1s", ""));
        assertEquals(429, poor.status());
        assertEquals("insufficient_quota", poor.at("error.code"));
    }

    @Test
    void a_time_that_is_over_is_an_event_that_names_the_job() {
        try (TestApi hasty = TestApi.serve(database.config(), temporal, Map.of("darkroom.waiting.limit", "1s"))) {
            Reply reply = hasty.post(key, PATH, body(1, 3, "delay=20s", ""));
            assertEquals(200, reply.status(), reply::text);
            Told last = events(reply.text()).getLast();
            assertEquals("error", last.name());
            String job = reply.header("X-Job-Id").orElseThrow();
            assertEquals(
                    new JsonValue.Str("timeout"), last.data().field("error").field("code"));
            assertTrue(reply.text().contains("GET /v1/tasks/" + job + " shows them"), reply::text);
        }
    }

    @Test
    void a_client_that_hangs_up_cancels_nothing_and_finds_its_images_again() throws IOException {
        String body = body(1, 3, "delay=3s", "");
        byte[] request = RawHttp.request(
                "POST " + PATH + " HTTP/1.1",
                body.getBytes(StandardCharsets.UTF_8),
                "Host: localhost",
                "Content-Type: application/json",
                "Idempotency-Key: hung-up",
                "Authorization: Bearer " + key);
        try (Socket socket = new RawHttp(api).connect()) {
            socket.getOutputStream().write(request);
            byte[] head = socket.getInputStream().readNBytes(15);
            assertEquals("HTTP/1.1 200 OK", new String(head, StandardCharsets.US_ASCII));
        }
        Reply again = api.post(key, PATH, body, "Idempotency-Key", "hung-up");
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        assertEquals(
                "image_generation.completed", events(again.text()).getLast().name());
        Reply later = api.post(key, PATH, body, "Idempotency-Key", "hung-up");
        assertEquals(again.header("X-Job-Id"), later.header("X-Job-Id"));
        List<Told> ended = events(later.text());
        assertEquals(1, ended.size(), "of a job that has ended there are the images alone");
        assertEquals("image_generation.completed", ended.getFirst().name());
        assertFalse(later.text().contains(": open"));
    }

    private void await(String condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (database.count(condition) == 0) {
            assertTrue(System.nanoTime() < deadline, condition);
            TestApi.pause(Duration.ofMillis(50));
        }
    }

    private static String body(int images, int previews, String directives, String more) {
        return "{\"prompt\": \"a lake {sandbox: %s}\", \"n\": %d, \"stream\": true, \"partial_images\": %d%s}"
                .formatted(directives, images, previews, more);
    }

    private static List<Told> events(String text) {
        return Stream.of(text.split("\n\n"))
                .filter(event -> !event.startsWith(":"))
                .map(event -> event.split("\n"))
                .map(lines -> {
                    assertEquals(2, lines.length);
                    String data = lines[1].substring("data: ".length());
                    return new Told(
                            lines[0].substring("event: ".length()),
                            StrictJson.read(data.getBytes(StandardCharsets.UTF_8)));
                })
                .toList();
    }

    private static InputStream photo() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB), "png", png);
        return new ByteArrayInputStream(png.toByteArray());
    }
}
