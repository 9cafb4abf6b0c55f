package dev.darkroom.api.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images in, on every surface and from everywhere that they can come from: taken, fetched, worked from, paid for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditsTest {

    private static final byte[] PHOTO = png(96, 64, 0x3366CC);

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(
            database, temporal, Map.of("darkroom.network.allow-http", true, "darkroom.network.allow-local", true));
    private final String key = api.tenant(MicroUsd.ofUsd(100));
    private final HttpServer web;

    EditsTest() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** How a surface is asked to work from an image that a text names. */
    enum Surface {
        VREX("/api/v1/images", "'prompt': 'tint it red', 'ref_images': ['%s']"),
        APIFRAME(
                "/v2/images/generate",
                "'prompt': 'tint it red', 'model': 'nano-banana-2', 'params': {'imageUrls': ['%s']}"),
        GPTIMAGE2("/api/ai/image/generate", "'prompt': 'tint it red', 'inputImageUrls': ['%s']"),
        QOLABA(
                "/api/v1/images/generate",
                "'prompt': 'tint it red', 'model': 'vertex/nano-banana-flash', 'celery': true, 'image_urls': ['%s']"),
        OPENAI(
                "/openai/v1/images/edits",
                "'prompt': 'tint it red', 'response_format': 'url', 'images': [{'image_url': '%s'}]");

        private final String path;
        private final String fields;

        Surface(String path, String fields) {
            this.path = path;
            this.fields = fields;
        }

        String body(String image) {
            return "{" + fields.formatted(image).replace('\'', '"') + "}";
        }
    }

    @BeforeAll
    void serve() {
        web.createContext("/photo.png", exchange -> {
            exchange.sendResponseHeaders(200, PHOTO.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(PHOTO);
            }
        });
        web.createContext("/page", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(new byte[] {'p', 'a', 'g', 'e'});
            }
        });
        web.start();
    }

    @AfterAll
    void close() {
        web.stop(0);
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_image_inside_the_request_is_worked_from(Surface surface) {
        Reply ended = ended(surface, dataUri(PHOTO));
        assertEquals("succeeded", ended.at("status"), ended::text);
        assertEquals("image_to_image", ended.at("capability"));
        assertTrue(ended.at("input.images.0.artifact_id").matches("art_[0-9a-f]{32}"), ended::text);
        assertEquals(
                "1",
                String.valueOf(database.count("SELECT COUNT(*) FROM artifact WHERE kind = 'INPUT'"
                        + " AND tenant_id = (SELECT tenant_id FROM job LIMIT 1) AND width = 96")));
    }

    @ParameterizedTest
    @EnumSource
    void an_image_behind_a_url_is_fetched(Surface surface) {
        Reply ended = ended(surface, url("/photo.png"));
        assertEquals("succeeded", ended.at("status"), ended::text);
        assertTrue(ended.at("input.images.0.artifact_id").matches("art_[0-9a-f]{32}"), ended::text);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_made_before_is_worked_from_by_its_id(Surface surface) {
        String made = api.ended(key, task(api.generate(key, "{\"prompt\": \"a lake\"}")))
                .at("output.images.0.artifact_id");
        Reply ended = ended(surface, made);
        assertEquals("succeeded", ended.at("status"), ended::text);
        assertEquals(made, ended.at("input.images.0.artifact_id"));
    }

    @ParameterizedTest
    @EnumSource
    void an_image_of_nobody_is_refused_by_its_field(Surface surface) {
        String stranger = api.tenant(MicroUsd.ofUsd(1));
        String made = api.ended(key, task(api.generate(key, "{\"prompt\": \"a lake\"}")))
                .at("output.images.0.artifact_id");
        Reply foreign = api.post(stranger, surface.path, surface.body(made));
        Reply never = api.post(stranger, surface.path, surface.body("art_" + "0".repeat(32)));
        assertEquals(400, foreign.status(), foreign::text);
        assertEquals(
                never.text().replaceAll("req_[0-9a-f]+", ""), foreign.text().replaceAll("req_[0-9a-f]+", ""));
    }

    @Test
    void a_page_in_place_of_an_image_fails_the_task_and_costs_nothing() {
        Reply ended = edit("{\"type\": \"url\", \"url\": \"%s\"}".formatted(url("/page")));
        assertEquals("failed", ended.at("status"), ended::text);
        assertEquals("INVALID_IMAGE", ended.at("error.code"));
        assertEquals(ended.at("billing.charged_credits"), ended.at("billing.refunded_credits"));
    }

    @Test
    void an_image_that_cannot_be_fetched_fails_the_task_and_costs_nothing() {
        Reply ended = edit("{\"type\": \"url\", \"url\": \"%s\"}".formatted(url("/nothing")));
        assertEquals("failed", ended.at("status"), ended::text);
        assertEquals("INPUT_UNAVAILABLE", ended.at("error.code"));
        assertEquals(ended.at("billing.charged_credits"), ended.at("billing.refunded_credits"));
    }

    @Test
    void a_waiting_caller_is_told_that_the_image_is_at_fault() {
        Reply page = api.post(key, Surface.OPENAI.path, Surface.OPENAI.body(url("/page")));
        assertEquals(400, page.status(), page::text);
        assertEquals("invalid_image", page.at("error.code"));
        Reply missing = api.post(key, Surface.OPENAI.path, Surface.OPENAI.body(url("/nothing")));
        assertEquals(400, missing.status(), missing::text);
        assertEquals("invalid_image_url", missing.at("error.code"));
        assertEquals("false", missing.header("x-should-retry").orElseThrow());
    }

    @Test
    void a_task_that_still_runs_is_waited_for() {
        String source = task(api.generate(key, "{\"prompt\": \"a lake {sandbox: delay=2s}\"}"));
        Reply ended = edit("{\"type\": \"task\", \"task_id\": \"%s\", \"index\": 0}".formatted(source));
        assertEquals("succeeded", ended.at("status"), ended::text);
        assertEquals(api.ended(key, source).at("output.images.0.artifact_id"), ended.at("input.images.0.artifact_id"));
    }

    @Test
    void a_task_whose_source_fails_is_refunded() {
        String source = task(api.generate(key, "{\"prompt\": \"a lake {sandbox: delay=1s fail=empty}\"}"));
        Reply ended = edit("{\"type\": \"task\", \"task_id\": \"%s\", \"index\": 0}".formatted(source));
        assertEquals("failed", ended.at("status"), ended::text);
        assertEquals("SOURCE_FAILED", ended.at("error.code"));
        assertEquals(ended.at("billing.charged_credits"), ended.at("billing.refunded_credits"));
    }

    @Test
    void an_image_that_the_source_will_not_make_is_refused() {
        String source = task(api.generate(key, "{\"prompt\": \"a lake\"}"));
        Reply refused = api.post(key, "/v1/images/image-to-image", """
            {"prompt": "x", "image": {"type": "task", "task_id": "%s", "index": 1}}\
            """.formatted(source));
        assertEquals(400, refused.status(), refused::text);
        assertEquals("image.task_id", refused.at("error.param"));
    }

    @Test
    void an_open_ratio_is_that_of_the_first_image_and_a_mask_keeps_its_pixels() {
        Reply open = edit("{\"type\": \"data_uri\", \"data_uri\": \"%s\"}".formatted(dataUri(PHOTO)));
        double ratio = Double.parseDouble(open.at("output.images.0.width"))
                / Double.parseDouble(open.at("output.images.0.height"));
        assertEquals(1.5, ratio, 0.02, open::text);
        Reply masked = api.post(
                key, "/v1/images/image-to-image", """
                    {"prompt": "tint it red", "image": {"type": "data_uri", "data_uri": "%s"},
                     "mask": {"type": "data_uri", "data_uri": "%s"}}\
                    """.formatted(dataUri(PHOTO), dataUri(png(96, 64, 0xFFFFFF))));
        Reply ended = api.ended(key, task(masked));
        assertEquals("96", ended.at("output.images.0.width"), ended::text);
        assertEquals("64", ended.at("output.images.0.height"));
        assertEquals("mask", ended.at("input.images.1.role"));
        Reply refused = api.post(
                key, "/v1/images/image-to-image", """
                    {"prompt": "tint it red", "image": {"type": "data_uri", "data_uri": "%s"},
                     "mask": {"type": "data_uri", "data_uri": "%s"}}\
                    """.formatted(dataUri(PHOTO), dataUri(png(64, 64, 0xFFFFFF))));
        assertEquals(400, refused.status(), refused::text);
        assertEquals("INVALID_IMAGE", refused.at("error.code"));
        assertEquals("mask.data_uri", refused.at("error.param"));
    }

    @Test
    void the_same_picture_is_one_artifact_and_another_tenants_is_its_own() {
        byte[] picture = png(33, 44, 0x123456);
        String image = "{\"type\": \"data_uri\", \"data_uri\": \"%s\"}".formatted(dataUri(picture));
        String first = edit(image).at("input.images.0.artifact_id");
        assertEquals(first, edit(image).at("input.images.0.artifact_id"));
        String other = api.tenant(MicroUsd.ofUsd(1));
        Reply theirs = api.post(other, "/v1/images/image-to-image", "{\"prompt\": \"x\", \"image\": " + image + "}");
        assertNotEquals(first, theirs.at("input.images.0.artifact_id"));
    }

    @Test
    void a_repeat_under_its_key_is_the_same_bytes_before_and_after_the_fetch() {
        String body =
                "{\"prompt\": \"x\", \"image\": {\"type\": \"url\", \"url\": \"%s\"}}".formatted(url("/photo.png"));
        Reply first = api.post(key, "/v1/images/image-to-image", body, "Idempotency-Key", "fetch-1");
        assertEquals(202, first.status(), first::text);
        api.ended(key, task(first));
        Reply again = api.post(key, "/v1/images/image-to-image", body, "Idempotency-Key", "fetch-1");
        assertEquals(first.text(), again.text());
    }

    private Reply edit(String image) {
        Reply taken = api.post(
                key, "/v1/images/image-to-image", "{\"prompt\": \"tint it red\", \"image\": %s}".formatted(image));
        assertEquals(202, taken.status(), taken::text);
        return api.ended(key, task(taken));
    }

    private Reply ended(Surface surface, String image) {
        Reply taken = api.post(key, surface.path, surface.body(image));
        assertTrue(taken.status() < 300, taken::text);
        return api.ended(key, taken.header("X-Job-Id").orElseThrow());
    }

    private static String task(Reply taken) {
        return taken.header("X-Job-Id").orElseThrow(() -> new AssertionError(taken.text()));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    private static String dataUri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static byte[] png(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb + x);
            }
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
