package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.upstream.Simulated.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gemini's wire format. */
class GeminiContentTest {

    private static final String PATH = "/gemini/v1beta/models/gemini-2.5-flash-image:generateContent";

    @TempDir
    Path folder;

    private Simulated upstream;

    @BeforeEach
    void open() throws IOException {
        upstream = new Simulated(folder, "x-goog-api-key", "k");
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void a_picture_is_a_part_of_the_answer() throws IOException {
        Answer answer = upstream.post(PATH, """
            {"contents": [{"role": "user", "parts": [
               {"inlineData": {"mimeType": "image/png", "data": "AA=="}}, {"text": "a lake"}]}],
             "generationConfig": {"responseModalities": ["IMAGE"],
               "imageConfig": {"aspectRatio": "16:9", "imageSize": "512"}}}\
            """);
        assertEquals(200, answer.status());
        assertEquals("STOP", answer.text("candidates.0.finishReason"));
        assertEquals("image/png", answer.text("candidates.0.content.parts.0.inlineData.mimeType"));
        byte[] bytes = Base64.getDecoder().decode(answer.text("candidates.0.content.parts.0.inlineData.data"));
        assertEquals(688, Answer.picture(bytes).getWidth());
        assertEquals(384, Answer.picture(bytes).getHeight());
        assertEquals("1290", answer.text("usageMetadata.candidatesTokenCount"));
        assertEquals("gemini-2.5-flash-image", answer.text("modelVersion"));
        assertEquals(Json.text(upstream.logged("submit").getFirst(), "id"), answer.text("responseId"));
        upstream.assertSubmit("gemini", true, "200", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"contents\": [{\"parts\": [{\"inlineData\": {}}]}]}",
                "{\"contents\": [{\"parts\": [{\"text\": \"{upstream: fault=work-same}\"}]}]}"
            })
    void what_is_no_request_is_refused_in_its_own_words(String body) throws IOException {
        Answer answer = upstream.post(PATH, body);
        assertEquals(400, answer.status());
        assertEquals("INVALID_ARGUMENT", answer.text("error.status"));
        upstream.assertSubmit("gemini", false, "400", "");
    }

    @Test
    void nothing_is_made_without_a_key() throws IOException {
        Answer answer = upstream.send(
                upstream.request(PATH).setHeader("x-goog-api-key", "").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertEquals(403, answer.status());
        assertEquals("PERMISSION_DENIED", answer.text("error.status"));
    }

    @Test
    void a_refused_prompt_has_no_candidates() throws IOException {
        Answer answer = upstream.post(PATH, body("submit-rejected"));
        assertEquals(200, answer.status());
        assertEquals("PROHIBITED_CONTENT", answer.text("promptFeedback.blockReason"));
        assertEquals(new JsonValue.Null(), answer.json().field("candidates"));
        upstream.assertSubmit("gemini", false, "200", "submit-rejected");
    }

    @ParameterizedTest
    @CsvSource({
        "work-rejected, IMAGE_PROHIBITED_CONTENT, 0",
        "work-filtered, IMAGE_SAFETY, 0",
        "work-none, STOP, 0",
        "work-more, STOP, 2"
    })
    void the_reason_of_the_end_says_what_became_of_it(String fault, String reason, int pictures) throws IOException {
        Answer answer = upstream.post(PATH, body(fault));
        assertEquals(200, answer.status());
        assertEquals(reason, answer.text("candidates.0.finishReason"));
        int found = 0;
        while (!answer.text("candidates.0.content.parts.%d.inlineData.data".formatted(found))
                .isEmpty()) {
            found++;
        }
        assertEquals(pictures, found);
        upstream.assertSubmit("gemini", true, "200", fault);
    }

    @ParameterizedTest
    @CsvSource({
        "submit-500, false, 500, INTERNAL",
        "submit-503, false, 503, UNAVAILABLE",
        "submit-429, false, 429, RESOURCE_EXHAUSTED",
        "submit-invalid, false, 400, INVALID_ARGUMENT",
        "submit-error-in-200, false, 200, INTERNAL",
        "submit-500-after-accept, true, 500, INTERNAL",
        "work-failed, true, 500, INTERNAL",
        "work-error-in-200, true, 200, INTERNAL"
    })
    void an_error_is_told_in_its_own_words(String fault, boolean accepted, int status, String word) throws IOException {
        Answer answer = upstream.post(PATH, body(fault));
        assertEquals(status, answer.status());
        assertEquals(word, answer.text("error.status"));
        assertEquals(status == 429 ? "1" : "", answer.header("Retry-After"));
        upstream.assertSubmit("gemini", accepted, Integer.toString(status), fault);
    }

    @ParameterizedTest
    @CsvSource({"submit-502, false, 502", "submit-504-after-accept, true, 504", "submit-html, true, 200"})
    void a_gateway_answers_with_a_page(String fault, boolean accepted, int status) throws IOException {
        Answer answer = upstream.post(PATH, body(fault));
        assertEquals(status, answer.status());
        assertEquals("text/html", answer.header("Content-Type"));
        upstream.assertSubmit("gemini", accepted, Integer.toString(status), fault);
    }

    @ParameterizedTest
    @CsvSource({"submit-reset, false, ''", "submit-reset-after-accept, true, ''", "submit-truncated, true, 200"})
    void an_answer_never_comes_whole(String fault, boolean accepted, String status) throws IOException {
        assertThrows(IOException.class, () -> upstream.post(PATH, body(fault)));
        upstream.assertSubmit("gemini", accepted, status, fault);
    }

    private static String body(String fault) {
        return """
            {"contents": [{"parts": [{"text": "a lake {upstream: fault=%s}"}]}],
             "generationConfig": {"imageConfig": {"imageSize": "512"}}}\
            """.formatted(fault);
    }
}
