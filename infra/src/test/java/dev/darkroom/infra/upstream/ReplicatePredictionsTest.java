package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.upstream.Simulated.Answer;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicate's wire format and its webhooks. */
class ReplicatePredictionsTest {

    private static final String MODEL = "/replicate/v1/models/black-forest-labs/flux-dev/predictions";
    private static final String PREDICTIONS = "/replicate/v1/predictions";

    @TempDir
    Path folder;

    private Simulated upstream;

    @BeforeEach
    void open() throws IOException {
        upstream = new Simulated(folder, "Authorization", "Bearer k");
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void a_prediction_is_looked_at_until_its_output_is_there() throws IOException {
        Answer created = upstream.post(MODEL, body("delay=400ms", ""));
        assertEquals(201, created.status());
        assertEquals("starting", created.text("status"));
        assertEquals("black-forest-labs/flux-dev", created.text("model"));
        upstream.await(created.text("urls.get"), "status", "processing");
        Answer done = upstream.await(created.text("urls.get"), "status", "succeeded");
        assertEquals(2, outputs(done));
        assertEquals(96, upstream.get(done.text("output.0")).picture().getWidth());
        assertEquals("0.2", done.text("metrics.predict_time"));
        upstream.assertSubmit("replicate", true, "201", "");
        assertEquals("replicate", Json.text(upstream.logged("file").getFirst(), "provider"));
    }

    @Test
    void a_create_can_wait_for_the_end() throws IOException {
        HttpRequest.Builder request = upstream.request(PREDICTIONS).header("Prefer", "wait");
        Answer whole = upstream.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body("delay=300ms", ", \"version\": \"5c7d5dc6\""))));
        assertEquals("succeeded", whole.text("status"));
        assertEquals(2, outputs(whole));
        HttpRequest.Builder second = upstream.request(MODEL).header("Prefer", "wait=1");
        Answer early = upstream.send(second.POST(HttpRequest.BodyPublishers.ofString(body("delay=60s", ""))));
        assertEquals("starting", early.text("status"));
    }

    @Test
    void a_prediction_is_canceled_while_it_goes_on_and_stays_as_it_is_after_it() throws IOException {
        Answer endless = upstream.post(MODEL, body("fault=work-endless", ""));
        assertEquals("canceled", upstream.post(endless.text("urls.cancel"), "").text("status"));
        assertEquals("canceled", upstream.get(endless.text("urls.get")).text("status"));
        Answer done = upstream.post(MODEL, body("", ""));
        upstream.await(done.text("urls.get"), "status", "succeeded");
        assertEquals("succeeded", upstream.post(done.text("urls.cancel"), "").text("status"));
        Answer refused = upstream.post(MODEL, body("fault=cancel-refused", ""));
        assertEquals(400, upstream.post(refused.text("urls.cancel"), "").status());
        assertEquals("cancel-refused", Json.text(upstream.logged("cancel").getLast(), "fault"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"input\": {\"prompt\": \"a\", \"num_outputs\": 5}}",
                "{\"input\": {\"prompt\": \"a\", \"aspect_ratio\": \"wide\"}}",
                "{\"input\": {\"prompt\": \"a\"}, \"webhook\": \"https://example.com/\"}",
                "{\"input\": {\"prompt\": \"{upstream: fault=work-filtered}\"}}"
            })
    void what_is_no_request_is_refused_in_its_own_words(String body) throws IOException {
        Answer answer = upstream.post(MODEL, body);
        assertEquals(422, answer.status());
        assertEquals("422", answer.text("status"));
        assertTrue(!answer.text("detail").isEmpty());
        upstream.assertSubmit("replicate", false, "422", "");
    }

    @Test
    void nothing_is_made_without_a_token_and_nothing_is_known_that_was_not_taken() throws IOException {
        Answer answer = upstream.send(upstream.request(MODEL)
                .setHeader("Authorization", "")
                .POST(HttpRequest.BodyPublishers.ofString(body("", ""))));
        assertEquals(401, answer.status());
        assertEquals(404, upstream.get(PREDICTIONS + "/of-before").status());
    }

    @ParameterizedTest
    @CsvSource({
        "submit-402, false, 402",
        "submit-429, false, 429",
        "submit-500, false, 500",
        "submit-502, false, 502",
        "submit-503, false, 503",
        "submit-504, false, 504",
        "submit-invalid, false, 422",
        "submit-error-in-200, false, 200",
        "submit-500-after-accept, true, 500",
        "submit-502-after-accept, true, 502",
        "submit-html, true, 200"
    })
    void a_create_goes_wrong(String fault, boolean accepted, int status) throws IOException {
        Answer answer = upstream.post(MODEL, body("fault=" + fault, ""));
        assertEquals(status, answer.status());
        assertEquals(status == 429 ? "1" : "", answer.header("Retry-After"));
        upstream.assertSubmit("replicate", accepted, Integer.toString(status), fault);
    }

    @Test
    void an_id_can_be_that_of_other_work() throws IOException {
        String first = upstream.post(MODEL, body("", "")).text("id");
        assertEquals(
                first, upstream.post(MODEL, body("fault=submit-reused-id", "")).text("id"));
    }

    @ParameterizedTest
    @CsvSource({"submit-reset, false, ''", "submit-reset-after-accept, true, ''", "submit-truncated, true, 200"})
    void an_answer_never_comes_whole(String fault, boolean accepted, String status) throws IOException {
        assertThrows(IOException.class, () -> upstream.post(MODEL, body("fault=" + fault, "")));
        upstream.assertSubmit("replicate", accepted, status, fault);
    }

    @ParameterizedTest
    @CsvSource({"status-500, 500", "status-502, 502", "status-503, 503", "status-504, 504", "status-429, 429"})
    void two_looks_go_wrong(String fault, int status) throws IOException {
        String get = upstream.post(MODEL, body("fault=" + fault, "")).text("urls.get");
        assertEquals(status, upstream.get(get).status());
        assertEquals(status, upstream.get(get).status());
        assertEquals(200, upstream.get(get).status());
    }

    @ParameterizedTest
    @CsvSource({
        "work-more, succeeded, 3",
        "work-fewer, succeeded, 1",
        "work-none, succeeded, 0",
        "work-same, succeeded, 2",
        "work-failed, failed, -1",
        "work-rejected, failed, -1"
    })
    void the_status_says_what_became_of_it(String fault, String status, int outputs) throws IOException {
        String get = upstream.post(MODEL, body("fault=" + fault, "")).text("urls.get");
        Answer ended = upstream.await(get, "status", status);
        assertEquals(outputs, outputs(ended));
        assertEquals(fault.equals("work-rejected"), ended.text("error").contains("flagged as sensitive"));
    }

    @Test
    void a_prediction_can_flip_be_an_error_or_be_unknown() throws IOException {
        String flips = upstream.post(MODEL, body("fault=work-flips", "")).text("urls.get");
        upstream.await(flips, "status", "succeeded");
        assertEquals("failed", upstream.get(flips).text("status"));
        String error = upstream.post(MODEL, body("fault=work-error-in-200", "")).text("urls.get");
        assertEquals(200, upstream.await(error, "status", "500").status());
        String unknown = upstream.post(MODEL, body("fault=work-unknown", "")).text("urls.get");
        assertEquals(404, upstream.get(unknown).status());
    }

    @Test
    void start_and_end_are_told_and_signed() throws Exception {
        try (Receiver receiver = new Receiver()) {
            String id = upstream.post(MODEL, body("delay=300ms", webhook(receiver, "")))
                    .text("id");
            upstream.awaitLogged("callback", 2);
            assertEquals(List.of("processing", "succeeded"), told(receiver, "status"));
            assertEquals(List.of(id, id), told(receiver, "id"));
            String secret =
                    upstream.get("/replicate/v1/webhooks/default/secret").text("key");
            Receiver.Told end = receiver.told().getLast();
            Map<String, List<String>> headers = end.headers().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
            HttpHeaders signed = HttpHeaders.of(headers, (_, _) -> true);
            assertDoesNotThrow(() -> new Webhook(secret).verify(end.text(), signed));
        }
    }

    @Test
    void only_those_events_are_told_that_are_wanted() throws Exception {
        try (Receiver receiver = new Receiver()) {
            upstream.post(MODEL, body("fault=callback-twice", webhook(receiver, "\"completed\"")));
            upstream.awaitLogged("callback", 2);
            assertEquals(List.of("succeeded", "succeeded"), told(receiver, "status"));
            assertEquals("callback-twice", Json.text(upstream.logged("callback").getLast(), "fault"));
        }
    }

    @Test
    void the_end_can_be_told_early_or_never() throws IOException {
        try (Receiver receiver = new Receiver()) {
            Answer early = upstream.post(MODEL, body("fault=callback-early", webhook(receiver, "\"completed\"")));
            assertEquals(List.of(early.text("id")), told(receiver, "id"));
            Answer never = upstream.post(MODEL, body("fault=callback-never", webhook(receiver, "\"completed\"")));
            upstream.await(never.text("urls.get"), "status", "succeeded");
            assertEquals(1, receiver.told().size());
            assertEquals(
                    List.of("callback-early", "callback-never"),
                    upstream.logged("callback").stream()
                            .map(line -> Json.text(line, "fault"))
                            .toList());
        }
    }

    private static String webhook(Receiver receiver, String event) {
        return ", \"webhook\": \"%s\"%s"
                .formatted(receiver.url(), event.isEmpty() ? "" : ", \"webhook_events_filter\": [%s]".formatted(event));
    }

    private static List<String> told(Receiver receiver, String path) {
        return receiver.told().stream()
                .map(told -> Json.text(told.json(), path))
                .toList();
    }

    /** How many pictures there are; -1 where there is no output. */
    private static int outputs(Answer prediction) {
        return prediction.json().field("output") instanceof JsonValue.Arr array
                ? array.items().size()
                : -1;
    }

    private static String body(String directive, String more) {
        String prompt = directive.isEmpty() ? "a lake" : "a lake {upstream: " + directive + "}";
        return """
            {"input": {"prompt": "%s", "num_outputs": 2, "width": 96, "height": 64}%s}\
            """.formatted(prompt, more);
    }
}
