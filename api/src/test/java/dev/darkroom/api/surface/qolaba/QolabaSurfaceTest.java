package dev.darkroom.api.surface.qolaba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QolabaSurfaceTest {

    private static final String PATH = "/api/v1/images/generate";
    private static final String TASKS = "/api/v1/tasks/";
    private static final String ASYNC =
            "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"a lake\", \"celery\": true}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    QolabaSurfaceTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void the_example_of_the_source() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply done = api.send(api.request(PATH)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                    {
                        "model": "vertex/nano-banana-flash",
                        "prompt": "A photorealistic cat sitting on the Eiffel Tower at sunset",
                        "aspect_ratio": "16:9"
                      }\
                    """)));
        assertEquals(200, done.status(), done::text);
        String id = done.at("task_id");
        String url = done.at("images.0.url");
        assertEquals(
                ("{\"task_id\":\"%s\",\"prompt\":\"A photorealistic cat sitting on the Eiffel Tower at sunset\","
                                + "\"images\":[{\"url\":\"%s\",\"width\":1280,\"height\":720,"
                                + "\"content_type\":\"image/png\"}],\"usage\":{\"images_generated\":1,"
                                + "\"cost_usd\":0.03,\"cost_credits\":6}}")
                        .formatted(id, url),
                done.text());
        String jobId = done.header("X-Job-Id").orElseThrow();
        assertTrue(id.matches("task_\\d{13}_" + jobId.replace("-", "")), id);
        Reply picture = api.send(api.request(url).GET());
        assertEquals(200, picture.status());
        assertEquals("image/png", picture.header("Content-Type").orElseThrow());
        assertEquals("9970000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }

    @Test
    void a_task_in_the_background_is_polled() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply accepted = api.post(key, PATH, ASYNC);
        assertEquals(202, accepted.status(), accepted::text);
        String id = accepted.at("task_id");
        assertEquals("{\"task_id\":\"%s\",\"status\":\"PENDING\",\"type\":\"image\"}".formatted(id), accepted.text());
        assertEquals(TASKS + id, accepted.header("Location").orElseThrow());
        api.ended(key, id);
        Reply task = api.get(key, TASKS + id);
        assertEquals(200, task.status());
        assertEquals(accepted.header("X-Job-Id"), task.header("X-Job-Id"));
        long created = Instant.parse(task.at("created_at")).toEpochMilli();
        assertTrue(id.startsWith("task_" + created + "_"), id);
        assertEquals(
                ("{\"task_id\":\"%s\",\"type\":\"image\",\"status\":\"SUCCESS\",\"output\":{\"task_id\":\"%s\","
                                + "\"prompt\":\"a lake\",\"images\":[{\"url\":\"%s\",\"width\":1024,\"height\":1024,"
                                + "\"content_type\":\"image/png\"}],\"usage\":{\"images_generated\":1,"
                                + "\"cost_usd\":0.03,\"cost_credits\":6}},\"error\":null,\"error_detail\":null,"
                                + "\"created_at\":\"%s\",\"updated_at\":\"%s\"}")
                        .formatted(
                                id, id, task.at("output.images.0.url"), task.at("created_at"), task.at("updated_at")),
                task.text());
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-image-2, low, 10, 0.2, 40",
        "vertex/nano-banana-2, 1K, 3, 0.195, 39",
        "fal/seedream-4.5, 2K, 2, 0.08, 16"
    })
    void a_batch_costs_each_of_its_images(String model, String quality, int count, String usd, String credits) {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply done = api.post(
                key,
                PATH,
                "{\"model\": \"%s\", \"prompt\": \"a lake\", \"quality\": \"%s\", \"num_images\": %d}"
                        .formatted(model, quality, count));
        assertEquals(200, done.status(), done::text);
        assertEquals("[" + count + "]", done.at("images"));
        assertEquals(String.valueOf(count), done.at("usage.images_generated"));
        assertEquals(usd, done.at("usage.cost_usd"));
        assertEquals(credits, done.at("usage.cost_credits"));
    }

    @Test
    void what_was_not_delivered_is_not_paid_and_a_seed_is_told() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply done = api.post(key, PATH, """
            {"model": "vertex/nano-banana-flash", "prompt": "a lake {sandbox: deliver=2 filter=1}", "num_images": 3,
             "seed": 7}\
            """);
        assertEquals(200, done.status(), done::text);
        assertEquals("7", done.at("seed"));
        assertEquals("[1]", done.at("images"));
        assertEquals("1", done.at("usage.images_generated"));
        assertEquals("0.03", done.at("usage.cost_usd"));
        assertEquals("9970000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }

    @Test
    void a_call_whose_task_fails_is_told_so_and_costs_nothing() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply failed = api.post(
                key, PATH, "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"x {sandbox: fail=rejected}\"}");
        assertEquals(502, failed.status(), failed::text);
        String id = failed.at("task_id");
        assertEquals(
                ("{\"error\":\"Generation Failed\",\"message\":\"The provider refused the prompt under its content"
                                + " policy.\",\"task_id\":\"%s\"}")
                        .formatted(id),
                failed.text());
        assertTrue(failed.header("X-Job-Id").isPresent());
        Reply task = api.get(key, TASKS + id);
        assertEquals("FAILED", task.at("status"));
        assertEquals("", task.at("output"));
        assertEquals("PROMPT_REJECTED", task.at("error"));
        assertEquals("The provider refused the prompt under its content policy.", task.at("error_detail"));
        assertEquals("10000000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }

    @Test
    void a_task_in_the_background_is_answered_alike_at_each_repeat() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply first = api.post(key, PATH, ASYNC, "Idempotency-Key", "k1");
        assertTrue(first.header("Idempotent-Replayed").isEmpty());
        api.ended(key, first.at("task_id"));
        Reply second = api.post(key, PATH, ASYNC, "Idempotency-Key", "k1");
        assertEquals(202, second.status());
        assertEquals(first.text(), second.text());
        assertEquals(first.header("X-Job-Id"), second.header("X-Job-Id"));
        assertEquals("true", second.header("Idempotent-Replayed").orElseThrow());
        assertEquals("9970000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }

    @Test
    void a_call_that_waited_is_answered_with_the_result_at_each_repeat() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String body = "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"a lake\"}";
        Reply first = api.post(key, PATH, body, "Idempotency-Key", "k1");
        assertEquals(200, first.status(), first::text);
        Reply second = api.post(key, PATH, body, "Idempotency-Key", "k1");
        assertEquals(200, second.status(), second::text);
        assertEquals(unsigned(first), unsigned(second));
        assertEquals("true", second.header("Idempotent-Replayed").orElseThrow());
        assertEquals("9970000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }

    @Test
    void a_failure_is_the_answer_to_each_repeat_too() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String body = "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"x {sandbox: fail=empty}\"}";
        Reply first = api.post(key, PATH, body, "Idempotency-Key", "k1");
        Reply second = api.post(key, PATH, body, "Idempotency-Key", "k1");
        assertEquals(502, first.status(), first::text);
        assertEquals(502, second.status(), second::text);
        assertEquals(first.text(), second.text());
        assertEquals("true", second.header("Idempotent-Replayed").orElseThrow());
    }

    @Test
    void a_key_is_for_one_request_of_one_surface() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply first = api.post(key, PATH, ASYNC, "Idempotency-Key", "k1");
        for (String other : List.of(ASYNC.replace("a lake", "a sea"), ASYNC.replace("true", "false"))) {
            Reply refused = api.post(key, PATH, other, "Idempotency-Key", "k1");
            assertEquals(422, refused.status());
            assertEquals(
                    "{\"error\":\"Unprocessable Entity\","
                            + "\"message\":\"This Idempotency-Key belongs to another request.\"}",
                    refused.text());
            assertEquals(first.header("X-Job-Id"), refused.header("X-Job-Id"));
        }
        assertEquals(
                422,
                api.generate(key, "{\"prompt\": \"a lake\"}", "Idempotency-Key", "k1")
                        .status());
    }

    @Test
    void a_dry_run_prices_and_makes_nothing() {
        String key = api.tenant(MicroUsd.ZERO);
        Reply price = api.post(
                key,
                PATH + "?dry_run=true",
                "{\"model\": \"vertex/nano-banana-2\", \"prompt\": \"a lake\", \"num_images\": 3}",
                "Idempotency-Key",
                "k1");
        assertEquals(200, price.status(), price::text);
        assertEquals(
                "{\"dry_run\":true,\"model\":\"vertex/nano-banana-2\",\"route\":\"sandbox\",\"price\":{"
                        + "\"currency\":\"USD\",\"total\":0.195,\"total_micro_usd\":195000,\"items\":[{"
                        + "\"what\":\"text_to_image 1K\",\"unit_price\":0.065,\"count\":3,\"amount\":0.195}]},"
                        + "\"refund_policy\":\"Every image that is not delivered is refunded; a task that fails is"
                        + " refunded in full.\"}",
                price.text());
        assertEquals("[0]", api.get(key, "/v1/tasks").at("tasks"));
        assertEquals(402, api.post(key, PATH, ASYNC, "Idempotency-Key", "k1").status());
    }

    @Test
    void every_form_of_an_id_reads_the_same_task_and_no_other_does() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply accepted = api.post(key, PATH, ASYNC);
        String[] id = accepted.at("task_id").split("_");
        String jobId = accepted.header("X-Job-Id").orElseThrow();
        for (String form : List.of(accepted.at("task_id"), jobId, "task_" + id[2], "ig_" + id[2])) {
            assertEquals(accepted.at("task_id"), api.get(key, TASKS + form).at("task_id"), form);
        }
        String later = "task_" + (Long.parseLong(id[1]) + 1) + "_" + id[2];
        for (String form : List.of(later, id[2], accepted.at("task_id") + "0", "x")) {
            assertEquals(404, api.get(key, TASKS + form).status(), form);
        }
    }

    @Test
    void another_tenants_task_is_as_absent_as_one_that_never_was() {
        String id = api.post(api.tenant(MicroUsd.ofUsd(10)), PATH, ASYNC).at("task_id");
        String other = api.tenant(MicroUsd.ZERO);
        Reply foreign = api.get(other, TASKS + id);
        Reply never = api.get(other, TASKS + "task_1705312200000_" + "0".repeat(32));
        assertEquals(404, foreign.status());
        assertEquals(
                "{\"error\":\"Not Found\",\"message\":\"There is nothing here under that name.\"}", foreign.text());
        assertEquals(never.text(), foreign.text());
    }

    @Test
    void a_job_is_read_on_every_surface_in_its_words_and_its_unit() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String elsewhere =
                api.generate(key, "{\"prompt\": \"a lake\", \"n\": 2}").at("task_id");
        api.ended(key, elsewhere);
        Reply here = api.get(key, TASKS + elsewhere);
        assertEquals("SUCCESS", here.at("status"));
        assertNotEquals(elsewhere, here.at("task_id"));
        assertEquals("0.1", here.at("output.usage.cost_usd"));
        assertEquals("20", here.at("output.usage.cost_credits"));
        Reply there = api.ended(key, api.post(key, PATH, ASYNC).at("task_id"));
        assertEquals("nano-banana", there.at("model"));
        assertEquals("30.0000", there.at("billing.charged_credits"));
    }

    private static String unsigned(Reply reply) {
        return reply.text().replaceAll("expires=\\d+&signature=[\\w-]+", "");
    }
}
