package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.upstream.Simulated.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's wire format, as plain HTTP and as the official client reads it. */
class OpenAiImagesTest {

    private static final String GENERATIONS = "/openai/v1/images/generations";
    private static final String EDITS = "/openai/v1/images/edits";

    @TempDir
    Path folder;

    private Simulated upstream;
    private OpenAIClient client;

    @BeforeEach
    void open() throws IOException {
        upstream = new Simulated(folder, "Authorization", "Bearer k");
        client = OpenAIOkHttpClient.builder()
                .baseUrl(upstream.url() + "/openai/v1")
                .apiKey("k")
                .putHeader("X-Darkroom-Reference", "job-1-0")
                .maxRetries(0)
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        upstream.close();
    }

    @Test
    void the_official_client_reads_pictures_usage_and_the_request_id() throws IOException {
        try (HttpResponseFor<ImagesResponse> raw =
                client.images().withRawResponse().generate(lake("a lake").n(2).build())) {
            ImagesResponse response = raw.parse().validate();
            List<byte[]> pictures = response.data().orElseThrow().stream()
                    .map(image -> Base64.getDecoder().decode(image.b64Json().orElseThrow()))
                    .toList();
            assertEquals(2, pictures.size());
            for (byte[] picture : pictures) {
                assertEquals(64, Answer.picture(picture).getHeight());
            }
            ImagesResponse.Usage usage = response.usage().orElseThrow();
            assertTrue(usage.outputTokens() > 0);
            assertEquals(usage.inputTokens() + usage.outputTokens(), usage.totalTokens());
            assertEquals(
                    Json.text(upstream.logged("submit").getFirst(), "id"),
                    raw.headers().values("x-request-id").getFirst());
        }
        upstream.assertSubmit("openai", true, "200", "");
    }

    @Test
    void the_official_client_sends_a_form_to_edit() throws IOException {
        byte[] lake = new byte[] {0, '\r', '\n', '-', '-', (byte) 0xff};
        ImagesResponse response = client.images()
                .edit(ImageEditParams.builder()
                        .image(MultipartField.<ImageEditParams.Image>builder()
                                .value(ImageEditParams.Image.ofInputStream(new ByteArrayInputStream(lake)))
                                .filename("lake.png")
                                .contentType("image/png")
                                .build())
                        .prompt("mehr Wälder")
                        .model("gpt-image-1")
                        .n(2)
                        .size("96x64")
                        .build());
        assertEquals(2, response.validate().data().orElseThrow().size());
        upstream.assertSubmit("openai", true, "200", "");
    }

    @Test
    void an_edit_by_json_needs_an_image_too() throws IOException {
        assertEquals(
                400, upstream.post(EDITS, "{\"prompt\": \"a\", \"images\": []}").status());
        assertEquals(200, upstream.post(EDITS, """
            {"prompt": "a", "size": "96x64", "images": [{"image_url": "data:image/png;base64,AA=="}]}\
            """).status());
        Answer form = upstream.send(upstream.request(EDITS)
                .setHeader("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--xyz\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na\r\n--xyz--\r\n")));
        assertEquals(400, form.status());
        assertEquals("`image` is required.", form.text("error.message"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"prompt\": \"a\", \"n\": 11}",
                "{\"prompt\": \"a\", \"size\": \"big\"}",
                "{\"prompt\": \"a\", \"stream\": true}",
                "{\"prompt\": \"{upstream: fault=status-502}\"}"
            })
    void what_is_no_request_is_refused_in_its_own_words(String body) throws IOException {
        Answer answer = upstream.post(GENERATIONS, body);
        assertEquals(400, answer.status());
        assertEquals("invalid_request_error", answer.text("error.type"));
        assertFalse(answer.header("x-request-id").isEmpty());
        upstream.assertSubmit("openai", false, "400", "");
    }

    @Test
    void nothing_is_made_without_a_key() throws IOException {
        Answer answer = upstream.send(upstream.request(GENERATIONS)
                .setHeader("Authorization", "")
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": \"a\"}")));
        assertEquals(401, answer.status());
        assertEquals("invalid_api_key", answer.text("error.code"));
        assertEquals(404, upstream.post("/openai/v1/images/variations", "{}").status());
    }

    @Test
    void a_refused_prompt_and_a_limit_are_what_the_official_client_knows() throws IOException {
        OpenAIServiceException blocked =
                assertThrows(BadRequestException.class, () -> generate("{upstream: fault=submit-rejected}"));
        assertEquals("moderation_blocked", blocked.code().orElseThrow());
        RateLimitException limit =
                assertThrows(RateLimitException.class, () -> generate("{upstream: fault=submit-429}"));
        assertEquals(List.of("1"), limit.headers().values("Retry-After"));
        assertThrows(InternalServerException.class, () -> generate("{upstream: fault=submit-500}"));
        assertThrows(OpenAIIoException.class, () -> generate("{upstream: fault=submit-reset-after-accept}"));
    }

    @ParameterizedTest
    @CsvSource({
        "submit-500, false, 500, server_error",
        "submit-503, false, 503, server_error",
        "submit-invalid, false, 400, invalid_request_error",
        "submit-error-in-200, false, 200, server_error",
        "submit-500-after-accept, true, 500, server_error",
        "work-failed, true, 500, server_error",
        "work-error-in-200, true, 200, server_error",
        "work-rejected, true, 400, image_generation_user_error"
    })
    void an_error_is_told_in_its_own_words(String fault, boolean accepted, int status, String type) throws IOException {
        Answer answer = upstream.post(GENERATIONS, body(fault));
        assertEquals(status, answer.status());
        assertEquals(type, answer.text("error.type"));
        upstream.assertSubmit("openai", accepted, Integer.toString(status), fault);
    }

    @ParameterizedTest
    @CsvSource({
        "submit-502, false, 502",
        "submit-504, false, 504",
        "submit-502-after-accept, true, 502",
        "submit-503-after-accept, true, 503",
        "submit-504-after-accept, true, 504",
        "submit-html, true, 200"
    })
    void a_gateway_answers_with_a_page(String fault, boolean accepted, int status) throws IOException {
        Answer answer = upstream.post(GENERATIONS, body(fault));
        assertEquals(status, answer.status());
        assertEquals("text/html", answer.header("Content-Type"));
        upstream.assertSubmit("openai", accepted, Integer.toString(status), fault);
    }

    @ParameterizedTest
    @CsvSource({
        "submit-reset, false, ''",
        "submit-hang, false, ''",
        "submit-reset-after-accept, true, ''",
        "submit-hang-after-accept, true, ''",
        "submit-truncated, true, 200"
    })
    void an_answer_never_comes_whole(String fault, boolean accepted, String status) throws IOException {
        HttpRequest.Builder request = upstream.request(GENERATIONS)
                .timeout(Duration.ofSeconds(2))
                .POST(HttpRequest.BodyPublishers.ofString(body(fault)));
        assertThrows(IOException.class, () -> upstream.send(request));
        upstream.assertSubmit("openai", accepted, status, fault);
    }

    @ParameterizedTest
    @CsvSource({"work-more, 3", "work-fewer, 1", "work-none, 0", "work-same, 2"})
    void there_are_as_many_pictures_as_a_fault_says(String fault, int count) throws IOException {
        Answer answer = upstream.post(GENERATIONS, body(fault));
        assertEquals(
                count,
                Json.at(answer.json(), "data") instanceof JsonValue.Arr array
                        ? array.items().size()
                        : -1);
        if (fault.equals("work-same")) {
            assertEquals(answer.text("data.0.b64_json"), answer.text("data.1.b64_json"));
        }
    }

    @Test
    void bytes_that_are_no_picture_come_as_one() throws IOException {
        byte[] bytes = Base64.getDecoder()
                .decode(upstream.post(GENERATIONS, body("file-not-image")).text("data.0.b64_json"));
        assertArrayEquals("this is no image".getBytes(StandardCharsets.UTF_8), bytes);
    }

    @Test
    void a_jpeg_is_one() throws IOException {
        Answer answer = upstream.post(
                GENERATIONS, "{\"prompt\": \"a lake\", \"size\": \"96x64\", \"output_format\": \"jpeg\"}");
        byte[] bytes = Base64.getDecoder().decode(answer.text("data.0.b64_json"));
        BufferedImage picture = Answer.picture(bytes);
        assertEquals(96, picture.getWidth());
        assertEquals((byte) 0xff, bytes[0]);
        assertEquals("jpeg", answer.text("output_format"));
    }

    private ImagesResponse generate(String prompt) {
        return client.images().generate(lake(prompt).build());
    }

    private static ImageGenerateParams.Builder lake(String prompt) {
        return ImageGenerateParams.builder().prompt(prompt).model("gpt-image-1").size("96x64");
    }

    private static String body(String fault) {
        return "{\"prompt\": \"a lake {upstream: fault=%s}\", \"n\": 2, \"size\": \"96x64\"}".formatted(fault);
    }
}
