package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.upstream.Simulated.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Black Forest Labs' wire format. */
class BflTasksTest {

    private static final String PATH = "/bfl/v1/flux-2-pro";

    @TempDir
    Path folder;

    private Simulated upstream;

    @BeforeEach
    void open() throws IOException {
        upstream = new Simulated(folder, "x-key", "k");
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void a_task_is_polled_until_its_sample_is_there() throws IOException {
        Answer submitted = upstream.post(PATH, body("delay=300ms"));
        assertEquals(200, submitted.status());
        String polling = submitted.text("polling_url");
        assertEquals("Pending", upstream.get(polling).text("status"));
        Answer ready = upstream.await(polling, "status", "Ready");
        assertEquals(submitted.text("id"), ready.text("id"));
        String sample = ready.text("result.sample");
        assertTrue(sample.contains("?se=") && sample.contains("&sig="), sample);
        assertEquals(96, upstream.get(sample).picture().getWidth());
        assertEquals(
                ready.text("status"),
                upstream.get("/bfl/v1/get_result?id=" + submitted.text("id")).text("status"));
        upstream.assertSubmit("bfl", true, "200", "");
        assertEquals("bfl", Json.text(upstream.logged("file").getFirst(), "provider"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"prompt\": \"a\", \"width\": 0}",
                "{\"prompt\": \"a\", \"aspect_ratio\": \"wide\"}",
                "{\"prompt\": \"{upstream: fault=cancel-500}\"}"
            })
    void what_is_no_request_is_refused_in_its_own_words(String body) throws IOException {
        Answer answer = upstream.post(PATH, body);
        assertEquals(422, answer.status());
        assertEquals("value_error", answer.text("detail.0.type"));
        upstream.assertSubmit("bfl", false, "422", "");
    }

    @Test
    void nothing_is_made_without_a_key_and_nothing_is_known_that_was_not_taken() throws IOException {
        assertEquals(
                403,
                upstream.send(upstream.request(PATH)
                                .setHeader("x-key", "")
                                .POST(HttpRequest.BodyPublishers.ofString(body(""))))
                        .status());
        Answer unknown = upstream.get("/bfl/v1/get_result?id=of-before");
        assertEquals(404, unknown.status());
        assertEquals("Task not found", unknown.text("status"));
    }

    @ParameterizedTest
    @CsvSource({"flux-2-pro, 24", "flux-kontext-max, 6"})
    void there_is_room_for_so_many_tasks_at_once(String model, int room) throws IOException {
        for (int task = 0; task < room; task++) {
            assertEquals(
                    200, upstream.post("/bfl/v1/" + model, body("delay=60s")).status());
        }
        Answer full = upstream.post("/bfl/v1/" + model, body(""));
        assertEquals(429, full.status());
        assertEquals("1", full.header("Retry-After"));
        assertEquals(
                new JsonValue.Bool(false), upstream.logged("submit").getLast().field("accepted"));
    }

    @ParameterizedTest
    @CsvSource({
        "submit-402, 402",
        "submit-429, 429",
        "submit-500, 500",
        "submit-503, 503",
        "submit-invalid, 400",
        "submit-error-in-200, 200"
    })
    void a_submit_is_not_taken(String fault, int status) throws IOException {
        Answer answer = upstream.post(PATH, body("fault=" + fault));
        assertEquals(status, answer.status());
        assertTrue(!answer.text("detail").isEmpty() && answer.text("id").isEmpty());
        upstream.assertSubmit("bfl", false, Integer.toString(status), fault);
    }

    @ParameterizedTest
    @CsvSource({"submit-502, false, 502", "submit-502-after-accept, true, 502", "submit-html, true, 200"})
    void a_gateway_answers_with_a_page(String fault, boolean accepted, int status) throws IOException {
        Answer answer = upstream.post(PATH, body("fault=" + fault));
        assertEquals("text/html", answer.header("Content-Type"));
        upstream.assertSubmit("bfl", accepted, Integer.toString(status), fault);
    }

    @ParameterizedTest
    @CsvSource({"submit-reset, false, ''", "submit-reset-after-accept, true, ''", "submit-truncated, true, 200"})
    void an_answer_never_comes_whole(String fault, boolean accepted, String status) throws IOException {
        assertThrows(IOException.class, () -> upstream.post(PATH, body("fault=" + fault)));
        upstream.assertSubmit("bfl", accepted, status, fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-500", "status-502", "status-503", "status-504", "status-429", "status-html"})
    void two_questions_go_wrong(String fault) throws IOException {
        String polling = upstream.post(PATH, body("fault=" + fault)).text("polling_url");
        int expected = fault.endsWith("html") ? 200 : Integer.parseInt(fault.substring("status-".length()));
        assertEquals(expected, upstream.get(polling).status());
        assertEquals(expected, upstream.get(polling).status());
        assertEquals("Ready", upstream.await(polling, "status", "Ready").text("status"));
    }

    @ParameterizedTest
    @CsvSource({"work-rejected, Request Moderated", "work-filtered, Content Moderated", "work-failed, Error"})
    void the_status_says_what_became_of_it(String fault, String status) throws IOException {
        String polling = upstream.post(PATH, body("fault=" + fault)).text("polling_url");
        Answer ended = upstream.await(polling, "status", status);
        assertEquals("", ended.text("result.sample"));
    }

    @Test
    void a_result_can_be_empty_change_its_mind_or_be_an_error() throws IOException {
        String none = upstream.post(PATH, body("fault=work-none")).text("polling_url");
        assertEquals("", upstream.await(none, "status", "Ready").text("result.sample"));
        String flips = upstream.post(PATH, body("fault=work-flips")).text("polling_url");
        upstream.await(flips, "status", "Ready");
        assertEquals("Error", upstream.get(flips).text("status"));
        String unknown = upstream.post(PATH, body("fault=work-unknown")).text("polling_url");
        assertEquals(404, upstream.get(unknown).status());
        String error = upstream.post(PATH, body("fault=work-error-in-200")).text("polling_url");
        assertEquals(200, upstream.await(error, "detail", "Internal error").status());
    }

    @ParameterizedTest
    @CsvSource({"file-404, 404", "file-500, 500"})
    void the_sample_is_not_there(String fault, int status) throws IOException {
        String polling = upstream.post(PATH, body("fault=" + fault)).text("polling_url");
        String sample = upstream.await(polling, "status", "Ready").text("result.sample");
        assertEquals(status, upstream.get(sample).status());
    }

    private static String body(String directive) {
        String prompt = directive.isEmpty() ? "a lake" : "a lake {upstream: " + directive + "}";
        return "{\"prompt\": \"%s\", \"width\": 96, \"height\": 64}".formatted(prompt);
    }
}
