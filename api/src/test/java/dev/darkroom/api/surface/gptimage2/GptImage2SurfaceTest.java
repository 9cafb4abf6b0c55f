package dev.darkroom.api.surface.gptimage2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of gptimage2's, at its own paths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GptImage2SurfaceTest {

    private static final String PATH = "/api/ai/image/generate";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    GptImage2SurfaceTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void the_example_of_the_source() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = post(key, """
            {
                "prompt": "A luxury skincare bottle on warm paper, embossed serif label, soft editorial side light",
                "model": "gpt-image-2",
                "aspectRatio": "4:5"
            }\
            """);
        assertEquals(200, accepted.status());
        String jobId = accepted.header("X-Job-Id").orElseThrow();
        String id = "tsk_" + JobIds.crockford(jobId);
        assertEquals("{\"taskId\":\"%s\",\"status\":0,\"creditsUsed\":3}".formatted(id), accepted.text());
        Reply done = ended(key, id);
        assertEquals(jobId, done.header("X-Job-Id").orElseThrow());
        assertEquals(
                ("{\"taskId\":\"%1$s\",\"id\":\"%1$s\",\"type\":\"image\",\"status\":1,\"model\":\"gpt-image-2\","
                                + "\"prompt\":\"A luxury skincare bottle on warm paper, embossed serif label, soft"
                                + " editorial side light\",\"imageUrls\":[\"%2$s\"],\"outputImageUrls\":[\"%2$s\"],"
                                + "\"videoUrl\":null,\"errorCode\":null,\"errorMessage\":null,\"creditsUsed\":3,"
                                + "\"creditsRefunded\":false,\"creditRefunded\":false,\"createdAt\":\"%3$s\","
                                + "\"updatedAt\":\"%4$s\",\"completedAt\":\"%4$s\"}")
                        .formatted(id, done.at("imageUrls.0"), done.at("createdAt"), done.at("completedAt")),
                done.text());
        assertTrue(done.at("completedAt").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        Reply picture = api.send(api.request(done.at("outputImageUrls.0")).GET());
        assertEquals(200, picture.status());
        assertEquals("image/png", picture.header("Content-Type").orElseThrow());
        assertEquals("970.0000", api.get(key, "/v1/wallet").at("balance_credits"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                                          gpt-image-2,        3",
        "'\"model\": \"gpt-image-2\", \"aspectRatio\": \"auto\",',        gpt-image-2,        3",
        "'\"model\": \"nano-banana-2\",',                               nano-banana-2,      4",
        "'\"model\": \"nano-banana-2\", \"resolution\": \"1K\",',         nano-banana-2,      4",
        "'\"model\": \"nano-banana-2\", \"resolution\": \"2K\",',         nano-banana-2,      6",
        "'\"model\": \"nano-banana-2\", \"resolution\": \"4K\",',         nano-banana-2,      8",
        "'\"model\": \"nano-banana-pro\",',                             nano-banana-pro,    12",
        "'\"model\": \"nano-banana-pro\", \"resolution\": \"1K\",',       nano-banana-pro,    12",
        "'\"model\": \"nano-banana-pro\", \"resolution\": \"2K\",',       nano-banana-pro,    12",
        "'\"model\": \"nano-banana-pro\", \"resolution\": \"4K\",',       nano-banana-pro,    20",
        "'\"model\": \"google/nano-banana\",',                          google/nano-banana, 3"
    })
    void a_call_has_its_price_and_a_dry_run_makes_nothing(String fields, String model, String credits) {
        String key = api.tenant(MicroUsd.ZERO);
        Reply price = api.post(key, PATH + "?dry_run=true", "{%s \"prompt\": \"a lake\"}".formatted(fields));
        assertEquals(200, price.status(), price::text);
        assertEquals("true", price.at("dry_run"));
        assertEquals(model, price.at("model"));
        assertEquals("credits", price.at("price.currency"));
        assertEquals(credits, price.at("price.total"));
        assertEquals(credits + "0000", price.at("price.total_micro_usd"));
        assertEquals(credits, price.at("price.items.0.unit_price"));
        assertEquals("1", price.at("price.items.0.count"));
        assertFalse(price.header("X-Job-Id").isPresent());
        assertEquals("[0]", api.get(key, "/v1/tasks").at("tasks"));
    }

    @Test
    void what_may_be_passed_through_reaches_the_model() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = post(
                key,
                "{\"prompt\": \"a lake\", \"outputFormat\": \"jpeg\","
                        + " \"providerInput\": {\"output_compression\": 85, \"background\": \"opaque\"}}");
        assertEquals(200, accepted.status(), accepted::text);
        assertEquals(
                "{\"background\":\"opaque\",\"output_compression\":85}",
                database.query("SELECT request_parameters FROM job WHERE id = '"
                        + accepted.header("X-Job-Id").orElseThrow() + "'"));
        Reply done = ended(key, accepted.at("taskId"));
        Reply picture = api.send(api.request(done.at("imageUrls.0")).GET());
        assertEquals("image/jpeg", picture.header("Content-Type").orElseThrow());
    }

    @Test
    void a_tenant_that_may_pass_nothing_through_is_told_so_and_may_do_the_rest() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        database.execute("UPDATE tenant SET provider_input = FALSE WHERE id = '%s'".formatted(tenant.id()));
        Reply refused = post(tenant.key(), "{\"prompt\": \"a lake\", \"providerInput\": {\"background\": \"opaque\"}}");
        assertEquals(403, refused.status());
        assertEquals("{\"error\":\"Forbidden\"}", refused.text());
        assertEquals(200, post(tenant.key(), "{\"prompt\": \"a lake\"}").status());
    }

    @Test
    void a_failed_task_says_why_and_is_refunded_whole() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String id = post(key, "{\"prompt\": \"a lake {sandbox: fail=empty}\", \"model\": \"nano-banana-2\"}")
                .at("taskId");
        Reply done = ended(key, id);
        assertEquals("2", done.at("status"));
        assertEquals("EMPTY_RESULT", done.at("errorCode"));
        assertFalse(done.at("errorMessage").isEmpty());
        assertEquals("[0]", done.at("imageUrls"));
        assertEquals("4", done.at("creditsUsed"));
        assertEquals("true", done.at("creditRefunded"));
        assertEquals("true", done.at("creditsRefunded"));
        assertEquals("1000.0000", api.get(key, "/v1/wallet").at("balance_credits"));
    }

    @Test
    void a_repeat_is_the_same_task_and_the_same_bytes() {
        String key = api.tenant(new MicroUsd(30_000));
        Reply first = api.post(key, PATH, "{\"prompt\": \"a lake\"}", "Idempotency-Key", "k1");
        ended(key, first.at("taskId"));
        Reply again = api.post(key, PATH, "{ \"prompt\" : \"a lake\" }", "Idempotency-Key", "k1");
        assertEquals(200, again.status());
        assertEquals(first.text(), again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        assertFalse(first.header("Idempotent-Replayed").isPresent());
        assertEquals(first.header("X-Job-Id"), again.header("X-Job-Id"));
        assertEquals("[1]", api.get(key, "/v1/tasks").at("tasks"));
        Reply other =
                api.post(key, PATH, "{\"prompt\": \"a lake\", \"aspectRatio\": \"1:1\"}", "Idempotency-Key", "k1");
        assertEquals(422, other.status());
        assertEquals("{\"error\":\"Unprocessable Entity\"}", other.text());
    }

    @Test
    void a_task_of_another_surface_is_read_here_in_credits() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply image = api.post(key, "/api/v1/images", "{\"prompt\": \"a lake {sandbox: deliver=1}\", \"n\": 2}");
        Reply task = ended(key, image.at("id"));
        assertEquals("tsk_" + JobIds.crockford(image.header("X-Job-Id").orElseThrow()), task.at("taskId"));
        assertEquals("1", task.at("status"));
        assertEquals("nano-banana-2", task.at("model"));
        assertEquals("1.3", task.at("creditsUsed"), "what of 2.6 did not come back");
        assertEquals("false", task.at("creditRefunded"));
        assertEquals("[1]", task.at("imageUrls"));
    }

    @Test
    void every_form_of_an_id_reads_the_same_task() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = post(key, "{\"prompt\": \"a lake\"}");
        String id = accepted.at("taskId");
        String jobId = accepted.header("X-Job-Id").orElseThrow();
        long millis = Instant.parse(ended(key, id).at("createdAt")).toEpochMilli();
        String hex = JobIds.hex(jobId);
        for (String form : List.of(id, jobId, "task_" + hex, "ig_" + hex, "task_" + millis + "_" + hex)) {
            assertEquals(id, task(key, form).at("id"), form);
        }
        for (String form : List.of(hex, id.toLowerCase(Locale.ROOT), "tsk_8" + id.substring(5), "x")) {
            Reply none = task(key, form);
            assertEquals(404, none.status(), form);
            assertEquals("{\"error\":\"Task not found\"}", none.text());
        }
    }

    @Test
    void another_tenants_task_is_as_absent_as_one_that_never_was() {
        String id =
                post(api.tenant(MicroUsd.ofUsd(1)), "{\"prompt\": \"a lake\"}").at("taskId");
        Reply foreign = task(api.tenant(MicroUsd.ofUsd(1)), id);
        assertEquals(404, foreign.status());
        assertEquals("{\"error\":\"Task not found\"}", foreign.text());
    }

    @Test
    void a_credit_costs_what_the_installation_says() throws IOException {
        try (TestTemporalServer away = new TestTemporalServer();
                TestApi dear = TestApi.serve(
                        database.config(), away, Map.of("darkroom.prices.gptimage2-credit-usd", "0.02"))) {
            String key = dear.tenant(new MicroUsd(60_000));
            Reply accepted = dear.post(key, PATH, "{\"prompt\": \"a lake\"}");
            assertEquals("3", accepted.at("creditsUsed"));
            assertEquals("0.0000", dear.get(key, "/v1/wallet").at("balance_credits"));
            Reply waiting = dear.get(key, "/api/ai/tasks/" + accepted.at("taskId"));
            assertEquals("0", waiting.at("status"));
            assertEquals("0", waiting.at("creditsUsed"), "nothing is charged yet");
            Reply refused = dear.post(key, PATH, "{\"prompt\": \"a lake\", \"model\": \"nano-banana-pro\"}");
            assertEquals(402, refused.status());
            assertEquals("{\"error\":\"Insufficient credits\",\"required\":12}", refused.text());
        }
    }

    private Reply post(String key, String body) {
        return api.post(key, PATH, body);
    }

    private Reply task(String key, String id) {
        return api.get(key, "/api/ai/tasks/" + id);
    }

    private Reply ended(String key, String id) {
        api.ended(key, id);
        return task(key, id);
    }
}
