package dev.darkroom.api.surface.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.core.InlineImage;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.http.server.HttpServerConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits are read and checked, as JSON and as forms, and then refused until images can be taken in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiEditsTest {

    private static final String PATH = "/openai/v1/images/edits";
    private static final int FILE_MAX = 200_000;
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final String DATA_URI =
            "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG);

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(database.config(), temporal, Map.of("micronaut.server.multipart.max-file-size", FILE_MAX));
    private final String key = api.tenant(MicroUsd.ofUsd(10));

    OpenAiEditsTest() throws IOException {}

    @AfterAll
    void close() {
        assertEquals(0, database.count("SELECT COUNT(*) FROM job"));
        api.close();
        temporal.close();
    }

    /** A form, written down part by part. */
    private static final class Form {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Form text(String name, String value) {
            return part("name=\"%s\"".formatted(name), "", value.getBytes(StandardCharsets.UTF_8));
        }

        Form file(String name, byte[] content) {
            return part("name=\"%s\"; filename=\"a.png\"".formatted(name), "Content-Type: image/png\r\n", content);
        }

        private Form part(String disposition, String type, byte[] content) {
            String head = "--xyz\r\nContent-Disposition: form-data; %s\r\n%s\r\n".formatted(disposition, type);
            bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(content);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            return this;
        }

        byte[] end() {
            bytes.writeBytes("--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
            return bytes.toByteArray();
        }
    }

    @Test
    void a_form_as_official_clients_send_it_is_read_and_priced() {
        for (String image : List.of("image", "image[]")) {
            assertPriced(price(new Form()
                    .file(image, PNG)
                    .file(image, PNG)
                    .file("mask", PNG)
                    .text("prompt", "a lake ☃")
                    .text("model", "gpt-image-1")
                    .text("n", "2")
                    .text("size", "auto")
                    .text("quality", "high")
                    .text("background", "opaque")
                    .text("output_format", "jpeg")
                    .text("output_compression", "80")
                    .text("input_fidelity", "high")
                    .text("stream", "true")
                    .text("partial_images", "1")
                    .text("user", "u-1")
                    .end()));
        }
        assertPriced(price(new Form()
                .text("prompt", "☃".repeat(OpenAiRequest.PROMPT_MAX))
                .file("image", PNG)
                .end()));
    }

    @Test
    void json_with_urls_or_data_uris_is_read_and_priced() {
        assertPriced(api.post(key, PATH + "?dry_run=true", """
            {"prompt": "a lake", "images": [{"image_url": "https://example.com/a.png"}, {"image_url": "%s"}],
             "mask": {"image_url": "%s"}, "quality": "low"}\
            """.formatted(DATA_URI, DATA_URI)));
    }

    @Test
    void a_wrong_part_of_a_form_is_named() {
        byte[] text = "no image".getBytes(StandardCharsets.UTF_8);
        assertBad("image", "invalid_request_error", new Form().text("prompt", "x"));
        assertBad("image", "invalid_image", new Form().text("prompt", "x").file("image", text));
        assertBad(
                "mask",
                "invalid_image",
                new Form().text("prompt", "x").file("image", PNG).file("mask", text));
        assertBad("mask", "invalid_request_error", image().file("mask", PNG).file("mask", PNG));
        assertBad(
                "image", "invalid_request_error", new Form().text("prompt", "x").text("image", "https://x.example"));
        assertBad(
                "prompt",
                "invalid_request_error",
                new Form().file("prompt", PNG).file("image", PNG));
        assertBad("prompt", "invalid_request_error", new Form().file("image", PNG));
        assertBad("prompt", "invalid_request_error", image().text("prompt", "y"));
        assertBad(
                "prompt",
                "invalid_request_error",
                new Form().text("prompt", "x\0y").file("image", PNG));
        assertBad("n", "invalid_request_error", image().text("n", "1.5"));
        assertBad("n", "invalid_request_error", image().text("n", "01"));
        assertBad("n", "invalid_request_error", image().text("n", "11"));
        assertBad("stream", "invalid_request_error", image().text("stream", "yes"));
        assertBad("seed", "invalid_request_error", image().text("seed", "1"));
        assertBad("style", "invalid_request_error", image().text("style", "vivid"));
        Form many = image();
        for (int i = 0; i < OpenAiRequest.REFERENCES_MAX; i++) {
            many.file("image[]", PNG);
        }
        assertBad("image", "invalid_request_error", many);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\": \"x\"}                                              | images",
                "{\"prompt\": \"x\", \"images\": []}                              | images",
                "{\"prompt\": \"x\", \"images\": {}}                              | images",
                "{\"prompt\": \"x\", \"images\": [5]}                             | images[0]",
                "{\"prompt\": \"x\", \"images\": [{}]}                            | images[0].image_url",
                "{\"prompt\": \"x\", \"images\": [{\"file_id\": \"file-1\"}]}     | images[0].image_url",
                "{\"prompt\": \"x\", \"images\": [{\"image_url\": \"http://example.com\"}]} | images[0].image_url",
                "{\"prompt\": \"x\", \"images\": [{\"image_url\": \"https://127.0.0.1/\"}]} | images[0].image_url",
                "{\"prompt\": \"x\", \"images\": [{\"image_url\": \"data:image/png;base64,AAAA\"}]}"
                        + " | images[0].image_url",
                "{\"prompt\": \"x\", \"images\": [{\"image_url\": \"https://example.com\", \"file_id\": \"f\"}]}"
                        + " | images[0].file_id",
                "{\"prompt\": \"x\", \"images\": [{\"image_url\": \"https://example.com\"}], \"mask\": \"x\"} | mask",
                "{\"prompt\": \"x\", \"images\": [{\"image_url\": \"https://example.com\"}], \"mask\": {}}"
                        + " | mask.image_url",
                "{\"images\": [{\"image_url\": \"https://example.com\"}]}         | prompt",
                "{\"prompt\": \"x\", \"model\": \"dall-e-3\", \"images\": [{\"image_url\": \"https://example.com\"}]}"
                        + " | images",
                "{\"prompt\": \"x\", \"model\": \"dall-e-2\", \"images\": [{\"image_url\": \"https://example.com\"},"
                        + " {\"image_url\": \"https://example.com\"}]} | images",
                "{\"prompt\": \"x\", \"model\": \"nano-banana-2\", \"images\": [{\"image_url\":"
                        + " \"https://example.com\"}], \"mask\": {\"image_url\": \"https://example.com\"}} | mask"
            })
    void a_wrong_field_is_named(String body, String param) {
        Reply refused = api.post(key, PATH, body);
        assertEquals(400, refused.status(), refused::text);
        assertEquals(param, refused.at("error.param"), refused::text);
    }

    @Test
    void a_file_that_is_too_large_and_bodies_that_are_no_form() {
        Reply large = send(new Form()
                .text("prompt", "x")
                .file("image", new byte[FILE_MAX + 1])
                .end());
        assertEquals(413, large.status(), large::text);
        assertEquals("payload_too_large", large.at("error.code"));
        for (String body :
                List.of("", "{\"prompt\": \"x\"}", "--xyz\r\nContent-Disposition: form-data; name=\"prompt\"\r\n")) {
            Reply refused = send(body.getBytes(StandardCharsets.UTF_8));
            assertEquals(400, refused.status(), refused::text);
        }
        Reply unbounded = send(image().end(), "multipart/form-data");
        assertEquals(400, unbounded.status(), unbounded::text);
        assertEquals(415, send(image().end(), "text/plain").status());
        HttpRequest.Builder packed = api.request(PATH)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .header("Content-Encoding", "gzip");
        assertEquals(
                415,
                api.send(packed.POST(BodyPublishers.ofByteArray(image().end()))).status());
    }

    @Test
    void files_have_25_mebibytes_at_the_most() {
        try (OpenAiBeans beans = new OpenAiBeans()) {
            HttpServerConfiguration server = beans.get(HttpServerConfiguration.class);
            assertEquals(25 * 1024 * 1024, server.getMultipart().getMaxFileSize());
        }
    }

    @Test
    void a_form_is_told_from_another_by_its_texts_and_its_files() {
        ImageInput first = file("aa");
        String one = fingerprint(List.of(first), null, "1");
        assertEquals(one, fingerprint(List.of(file("aa")), null, "1"));
        assertNotEquals(one, fingerprint(List.of(file("ab")), null, "1"));
        assertNotEquals(one, fingerprint(List.of(first), first.asMask(), "1"));
        assertNotEquals(one, fingerprint(List.of(first, first), null, "1"));
        assertNotEquals(one, fingerprint(List.of(first), null, "2"));
    }

    private static ImageInput file(String sha256) {
        return ImageInput.reference("image", new ImageInput.Inline(new InlineImage(PNG, new ImageSize(1, 1), sha256)));
    }

    private static String fingerprint(List<ImageInput> images, @Nullable ImageInput mask, String n) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("n", new JsonValue.Num(n));
        OpenAiForm form = new OpenAiForm(new JsonValue.Obj(fields), images, mask);
        return JsonText.fingerprint(PATH, form.body());
    }

    private static Form image() {
        return new Form().text("prompt", "x").file("image", PNG);
    }

    private void assertBad(String param, String code, Form form) {
        Reply refused = send(form.end());
        assertEquals(400, refused.status(), refused::text);
        assertEquals(param, refused.at("error.param"), refused::text);
        assertEquals(code, refused.at("error.code"), refused::text);
    }

    private static void assertPriced(Reply reply) {
        assertEquals(200, reply.status(), reply::text);
        assertEquals("true", reply.at("dry_run"));
        assertTrue(reply.header("X-Job-Id").isEmpty());
    }

    private Reply price(byte[] body) {
        return send(PATH + "?dry_run=true", body, "multipart/form-data; boundary=xyz");
    }

    private Reply send(byte[] body) {
        return send(body, "multipart/form-data; boundary=xyz");
    }

    private Reply send(byte[] body, String type) {
        return send(PATH, body, type);
    }

    private Reply send(String path, byte[] body, String type) {
        HttpRequest.Builder request = api.request(path).header("Authorization", "Bearer " + key);
        return api.send(request.header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }
}
