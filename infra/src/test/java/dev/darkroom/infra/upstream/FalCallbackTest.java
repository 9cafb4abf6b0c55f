package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.upstream.Simulated.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fal's callback: once, twice, early, never, and to nobody but this machine. */
class FalCallbackTest {

    @TempDir
    Path folder;

    private Simulated upstream;
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        upstream = new Simulated(folder, "Authorization", "Key k");
        receiver = new Receiver();
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
        upstream.close();
    }

    @Test
    void the_end_is_told_once_with_the_result() throws Exception {
        Answer submitted = submit("", receiver.url());
        assertEquals(200, submitted.status());
        awaitLines(1);
        JsonValue told = receiver.told().getFirst().json();
        assertEquals(submitted.text("request_id"), Json.text(told, "request_id"));
        assertEquals("OK", Json.text(told, "status"));
        assertEquals(
                96,
                upstream.get(Json.text(told, "payload.images.0.url")).picture().getWidth());
        JsonValue line = upstream.logged("callback").getFirst();
        assertEquals("fal", Json.text(line, "provider"));
        assertEquals(submitted.text("request_id"), Json.text(line, "id"));
        assertEquals("200", Json.text(line, "status"));
    }

    @ParameterizedTest
    @CsvSource({"work-failed, runner_server_error", "work-error-in-200, runner_server_error"})
    void a_failure_is_told_as_one(String fault, String type) throws Exception {
        submit("fault=" + fault, receiver.url());
        awaitLines(1);
        JsonValue told = receiver.told().getFirst().json();
        assertEquals("ERROR", Json.text(told, "status"));
        assertEquals(type, Json.text(told, "payload.error_type"));
    }

    @Test
    void it_can_come_twice() throws Exception {
        submit("fault=callback-twice", receiver.url());
        awaitLines(2);
        assertEquals(
                receiver.told().getFirst().text(), receiver.told().getLast().text());
        assertEquals("callback-twice", Json.text(upstream.logged("callback").getLast(), "fault"));
    }

    @Test
    void it_can_come_before_the_submit_is_answered() throws IOException {
        Answer submitted = submit("fault=callback-early delay=60s", receiver.url());
        List<Receiver.Told> told = receiver.told();
        assertEquals(1, told.size(), "it is there when the answer is");
        assertEquals(submitted.text("request_id"), Json.text(told.getFirst().json(), "request_id"));
        assertEquals("COMPLETED", upstream.get(submitted.text("status_url")).text("status"));
        assertEquals("callback-early", Json.text(upstream.logged("callback").getFirst(), "fault"));
    }

    @Test
    void it_can_stay_away() throws IOException {
        Answer submitted = submit("fault=callback-never", receiver.url());
        upstream.await(submitted.text("status_url"), "status", "COMPLETED");
        upstream.get(submitted.text("response_url"));
        assertEquals("callback-never", Json.text(upstream.logged("callback").getFirst(), "fault"));
        assertTrue(receiver.told().isEmpty());
    }

    @Test
    void it_is_tried_again_until_it_is_heard() throws Exception {
        receiver.answerNext(500);
        submit("", receiver.url());
        awaitLines(2);
        assertEquals(
                List.of("500", "200"),
                upstream.logged("callback").stream()
                        .map(line -> Json.text(line, "status"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/told",
                "http://example.com/told",
                "http://127.0.0.1@example.com/",
                "http://127.0.0.1.example.com/",
                "http://10.0.0.1/",
                "ftp://127.0.0.1/",
                "told"
            })
    void nobody_beyond_this_machine_is_told(String url) throws IOException {
        Answer answer = submit("", url);
        assertEquals(422, answer.status());
        upstream.assertSubmit("fal", false, "422", "");
    }

    private void awaitLines(int count) throws IOException, InterruptedException {
        upstream.awaitLogged("callback", count);
    }

    private Answer submit(String directive, String callback) throws IOException {
        String prompt = directive.isEmpty() ? "a lake" : "a lake {upstream: " + directive + "}";
        return upstream.post("/fal-ai/flux-2?fal_webhook=" + callback, """
            {"prompt": "%s", "image_size": {"width": 96, "height": 64}}\
            """.formatted(prompt));
    }
}
