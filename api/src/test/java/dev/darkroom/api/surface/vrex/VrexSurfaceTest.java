package dev.darkroom.api.surface.vrex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of vrex's, at its own paths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VrexSurfaceTest {

    private static final String PATH = "/api/v1/images";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    VrexSurfaceTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void the_example_of_the_source() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = api.post(key, PATH, """
            {
            "prompt": "A serene mountain lake at sunset with reflections",
            "n": 1,
            "size": "1024x1024"
            }\
            """);
        assertEquals(202, accepted.status());
        String id = accepted.at("id");
        String jobId = accepted.header("X-Job-Id").orElseThrow();
        assertEquals("ig_" + JobIds.hex(jobId), id);
        assertEquals(
                "{\"id\":\"%1$s\",\"status\":\"queued\",\"estimated_cost_usd\":0.013,\"queue_position\":0,\"poll_url\":\"/api/v1/images/%1$s\"}"
                        .formatted(id),
                accepted.text());
        Reply done = ended(key, id);
        assertEquals(jobId, done.header("X-Job-Id").orElseThrow());
        assertEquals(
                ("{\"id\":\"%s\",\"status\":\"completed\",\"n\":1,\"size\":\"1024x1024\",\"model\":\"nano-banana-2\","
                                + "\"image_urls\":[\"%s\"],\"cost_usd\":0.013,\"actual_cost_usd\":0.013,\"error\":null,"
                                + "\"error_code\":null,\"created_at\":\"%s\",\"completed_at\":\"%s\"}")
                        .formatted(id, done.at("image_urls.0"), done.at("created_at"), done.at("completed_at")),
                done.text());
        assertTrue(done.at("completed_at").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertPng(done.at("image_urls.0"));
    }

    @Test
    void a_batch_of_four_has_four_pictures_of_its_size() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = post(key, "{\"prompt\": \"a lake\", \"n\": 4, \"size\": \"720x1280\", \"seed\": 7}");
        assertEquals("0.052", accepted.at("estimated_cost_usd"));
        Reply done = ended(key, accepted.at("id"));
        assertEquals("[4]", done.at("image_urls"));
        assertEquals("720x1280", done.at("size"));
        assertEquals(
                "4",
                database.query("SELECT COUNT(DISTINCT image_index) FROM artifact WHERE width = 720 AND height = 1280"
                        + " AND job_id = '" + accepted.header("X-Job-Id").orElseThrow() + "'"));
        assertEquals("0.948", api.get(key, "/api/v1/usage").at("balance_usd"));
    }

    @Test
    void fewer_pictures_are_a_shorter_list_and_a_smaller_cost() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply done = ended(
                key,
                post(key, "{\"prompt\": \"a lake {sandbox: deliver=1}\", \"n\": 3}")
                        .at("id"));
        assertEquals("completed", done.at("status"));
        assertEquals("[1]", done.at("image_urls"));
        assertEquals("3", done.at("n"));
        assertEquals("0.039", done.at("cost_usd"));
        assertEquals("0.013", done.at("actual_cost_usd"));
    }

    @Test
    void a_failed_job_says_why_and_costs_nothing() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply done = ended(
                key,
                post(key, "{\"prompt\": \"a lake {sandbox: fail=rejected}\", \"n\": 2}")
                        .at("id"));
        assertEquals("failed", done.at("status"));
        assertEquals("PROMPT_REJECTED", done.at("error_code"));
        assertFalse(done.at("error").isEmpty());
        assertTrue(done.text().contains("\"image_urls\":null,\"cost_usd\":0.026,\"actual_cost_usd\":0,"), done.text());
        assertEquals("1", api.get(key, "/api/v1/usage").at("balance_usd"));
    }

    @Test
    void the_names_of_the_objects_stay_what_they_are() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String id = post(key, "{\"prompt\": \"a lake\", \"output_format\": \"raw_key\"}")
                .at("id");
        Reply done = ended(key, id);
        assertEquals(
                database.query("SELECT blob_key FROM artifact WHERE job_id = '"
                        + done.header("X-Job-Id").orElseThrow() + "'"),
                done.at("image_urls.0"));
        assertEquals(done.text(), image(key, id).text());
    }

    @Test
    void a_repeat_is_the_same_job_and_the_same_bytes() {
        String key = api.tenant(new MicroUsd(26_000));
        String body = "{\"prompt\": \"a lake\", \"n\": 2}";
        Reply first = api.post(key, PATH, body, "Idempotency-Key", "k1");
        ended(key, first.at("id"));
        Reply again = api.post(key, PATH, "{\"n\": 2, \"prompt\": \"a lake\"}", "Idempotency-Key", "k1");
        assertEquals(202, again.status());
        assertEquals(first.text(), again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        assertFalse(first.header("Idempotent-Replayed").isPresent());
        assertEquals(first.header("X-Job-Id"), again.header("X-Job-Id"));
        assertEquals("0", api.get(key, "/api/v1/usage").at("balance_usd"));
        Reply other = api.post(key, PATH, "{\"prompt\": \"a sea\"}", "Idempotency-Key", "k1");
        assertEquals(422, other.status());
        assertEquals("IDEMPOTENCY_KEY_REUSED", other.at("error.code"));
        assertEquals(first.header("X-Job-Id"), other.header("X-Job-Id"));
        Reply native1 = api.generate(key, body, "Idempotency-Key", "k1");
        assertEquals(422, native1.status(), "the same body on another surface is another request");
    }

    @Test
    void a_dry_run_prices_and_makes_nothing() {
        String key = api.tenant(MicroUsd.ZERO);
        Reply price =
                api.post(key, PATH + "?dry_run=true", "{\"prompt\": \"a lake\", \"n\": 3}", "Idempotency-Key", "dry");
        assertEquals(200, price.status());
        assertEquals("true", price.at("dry_run"));
        assertEquals("nano-banana-2", price.at("model"));
        assertEquals("sandbox", price.at("route"));
        assertEquals("USD", price.at("price.currency"));
        assertEquals("0.039", price.at("price.total"));
        assertEquals("39000", price.at("price.total_micro_usd"));
        assertEquals("0.013", price.at("price.items.0.unit_price"));
        assertEquals("3", price.at("price.items.0.count"));
        assertEquals("0.039", price.at("price.items.0.amount"));
        assertFalse(price.header("X-Job-Id").isPresent());
        assertEquals("[0]", api.get(key, "/v1/tasks").at("tasks"));
    }

    @Test
    void a_job_of_another_surface_is_read_here_in_dollars() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply task =
                api.generate(key, "{\"prompt\": \"a lake {sandbox: deliver=1}\", \"n\": 2, \"aspect_ratio\": \"2:1\"}");
        Reply image = ended(key, task.at("task_id"));
        assertEquals("ig_" + task.at("task_id").substring("task_".length()), image.at("id"));
        assertEquals("completed", image.at("status"));
        assertEquals("1440x720", image.at("size"));
        assertEquals("gpt-image-2", image.at("model"));
        assertEquals("0.1", image.at("cost_usd"));
        assertEquals("0.05", image.at("actual_cost_usd"));
        assertPng(image.at("image_urls.0"));
    }

    @Test
    void every_form_of_an_id_reads_the_same_job() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = post(key, "{\"prompt\": \"a lake\"}");
        Reply done = ended(key, accepted.at("id"));
        String jobId = accepted.header("X-Job-Id").orElseThrow();
        String hex = JobIds.hex(jobId);
        long millis = Instant.parse(done.at("created_at")).toEpochMilli();
        for (String id : List.of(
                jobId, "task_" + hex, "ig_" + hex, "task_" + millis + "_" + hex, "tsk_" + JobIds.crockford(jobId))) {
            assertEquals(200, image(key, id).status(), id);
        }
        for (String id : List.of(hex, "ig_" + jobId, "task_" + (millis + 1) + "_" + hex, "ig_" + hex + "0", "x")) {
            assertEquals(404, image(key, id).status(), id);
        }
    }

    @Test
    void another_tenants_job_is_as_absent_as_one_that_never_was() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String other = api.tenant(MicroUsd.ofUsd(1));
        Reply foreign = image(other, post(key, "{\"prompt\": \"a lake\"}").at("id"));
        Reply never = image(other, "ig_" + "0".repeat(32));
        assertEquals(404, foreign.status());
        assertEquals("NOT_FOUND", foreign.at("error.code"));
        assertEquals(
                never.text().replaceAll("req_[0-9a-f]+", ""), foreign.text().replaceAll("req_[0-9a-f]+", ""));
        assertNotEquals(never.at("error.request_id"), foreign.at("error.request_id"));
    }

    @Test
    void jobs_that_wait_are_counted_in_the_position_of_the_next() throws IOException {
        try (TestTemporalServer away = new TestTemporalServer();
                TestApi idle = TestApi.serve(database.config(), away, Map.of())) {
            String key = idle.tenant(MicroUsd.ofUsd(1));
            for (String position : List.of("0", "1", "2")) {
                Reply accepted = idle.post(key, PATH, "{\"prompt\": \"a lake\"}");
                assertEquals(position, accepted.at("queue_position"));
                Reply waiting = idle.get(key, accepted.at("poll_url"));
                assertEquals("pending", waiting.at("status"));
                assertTrue(
                        waiting.text().contains("\"image_urls\":null,\"cost_usd\":0,\"actual_cost_usd\":null,"),
                        waiting::text);
            }
            assertEquals("0.961", idle.get(key, "/api/v1/usage").at("balance_usd"));
        }
    }

    @Test
    void a_webhook_is_kept_with_its_events() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = post(key, "{\"prompt\": \"a lake\", \"webhook_url\": \"https://example.com/hook?a=b\"}");
        assertEquals(
                "https://example.com/hook?a=b succeeded,failed,canceled",
                database.query("SELECT CONCAT(request_webhook_url, ' ', request_webhook_events) FROM job WHERE id = '"
                        + accepted.header("X-Job-Id").orElseThrow() + "'"));
    }

    @Test
    void usage_is_what_was_delivered_and_what_it_came_to() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        assertEquals(
                "{\"balance_usd\":10,\"bonus_usd\":0,\"balance_micro_usd\":10000000,\"bonus_micro_usd\":0,"
                    + "\"usage\":{\"images_total\":0,\"images_today\":0,\"spent_usd_total\":0,\"spent_usd_today\":0}}",
                api.get(key, "/api/v1/usage").text());
        ended(key, post(key, "{\"prompt\": \"a lake\", \"n\": 4}").at("id"));
        ended(
                key,
                post(key, "{\"prompt\": \"a {sandbox: deliver=1}\", \"n\": 2}").at("id"));
        ended(key, post(key, "{\"prompt\": \"a {sandbox: fail=empty}\"}").at("id"));
        Reply usage = api.get(key, "/api/v1/usage");
        assertEquals("9.935", usage.at("balance_usd"));
        assertEquals("9935000", usage.at("balance_micro_usd"));
        assertEquals("5", usage.at("usage.images_total"));
        assertEquals("0.065", usage.at("usage.spent_usd_total"));
        database.execute("UPDATE job SET created_at = UTC_DATE() - INTERVAL 1 SECOND WHERE request_images = 4"
                + " AND api_key_id IN (SELECT id FROM api_key WHERE prefix = LEFT('" + key + "', LENGTH(prefix)))");
        Reply tomorrow = api.get(key, "/api/v1/usage");
        assertEquals("5", tomorrow.at("usage.images_total"));
        assertEquals("1", tomorrow.at("usage.images_today"));
        assertEquals("0.013", tomorrow.at("usage.spent_usd_today"));
    }

    @ParameterizedTest
    @CsvSource({"0", "9223372036854775807"})
    void a_seed_is_kept(long seed) {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = post(key, "{\"prompt\": \"a lake\", \"seed\": %d}".formatted(seed));
        assertEquals(202, accepted.status(), accepted::text);
        assertEquals(
                Long.toString(seed),
                database.query("SELECT request_seed FROM job WHERE id = '"
                        + accepted.header("X-Job-Id").orElseThrow() + "'"));
    }

    private Reply post(String key, String body) {
        return api.post(key, PATH, body);
    }

    private Reply image(String key, String id) {
        return api.get(key, PATH + "/" + id);
    }

    private Reply ended(String key, String id) {
        api.ended(key, id);
        return image(key, id);
    }

    private void assertPng(String url) {
        Reply picture = api.send(api.request(url).GET());
        assertEquals(200, picture.status());
        assertEquals("image/png", picture.header("Content-Type").orElseThrow());
    }
}
