package dev.darkroom.api.surface.apiframe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of the surface's source does, from its first request to its last page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiframeSurfaceTest {

    private static final String GENERATE = "/v2/images/generate";
    private static final String JOBS = "/v2/jobs";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final String LAKE = "{\"prompt\": \"a lake\", \"model\": \"nano-banana-2\"}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    ApiframeSurfaceTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void the_least_request_is_accepted_with_the_key_in_the_sources_header() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply accepted = api.send(api.request(GENERATE)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"prompt\": \"a city at sunset\", \"model\": \"midjourney\"}")));
        assertEquals(202, accepted.status(), accepted::text);
        String id = accepted.header("X-Job-Id").orElseThrow();
        assertTrue(id.matches(UUID), id);
        assertEquals("{\"jobId\":\"%s\",\"status\":\"QUEUED\"}".formatted(id), accepted.text());
        assertTrue(accepted.header("X-Request-Id").orElseThrow().startsWith("req_"));
    }

    @Test
    void midjourney_delivers_four_images_and_their_grid() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply job = ended(key, post(key, """
            {"prompt": "a city at sunset", "model": "midjourney", "midjourneyParams": {"aspectRatio": "16:9"}}\
            """));
        assertEquals("COMPLETED", job.at("status"));
        assertEquals("midjourney", job.at("model"));
        assertEquals("100", job.at("progress"));
        assertEquals("[4]", job.at("result.images"));
        assertEquals("8", job.at("creditCost"));
        assertEquals("", job.at("error"));
        assertTrue(job.text().contains("\"webhookStatus\":null"));
        assertTrue(job.at("createdAt").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertFalse(Instant.parse(job.at("completedAt")).isBefore(Instant.parse(job.at("createdAt"))));
        for (String path : List.of("result.images.0", "result.images.3", "result.gridUrl")) {
            Reply picture = api.send(api.request(job.at(path)).GET());
            assertEquals(200, picture.status(), path);
            assertEquals("image/png", picture.header("Content-Type").orElseThrow());
        }
        assertNotEquals(job.at("result.images.0"), job.at("result.gridUrl"));
        assertEquals("92", api.get(key, "/v2/me").at("team.credits"));
    }

    @Test
    void other_models_have_no_grid() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply job = ended(key, post(key, LAKE));
        assertEquals("[1]", job.at("result.images"));
        assertFalse(job.text().contains("gridUrl"), job::text);
    }

    @Test
    void a_failed_job_says_why_and_costs_nothing() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply job = ended(key, post(key, LAKE.replace("a lake", "a lake {sandbox: fail=rejected}")));
        assertEquals("FAILED", job.at("status"));
        assertEquals("The provider refused the prompt under its content policy.", job.at("error"));
        assertEquals("0", job.at("creditCost"));
        assertTrue(job.text().contains("\"result\":null"));
        assertEquals("100", api.get(key, "/v2/me").at("team.credits"));
    }

    @Test
    void a_call_is_paid_whole_where_an_image_is_missing() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply job = ended(key, post(key, """
            {"prompt": "a lake {sandbox: deliver=1}", "model": "nano-banana-2", "nanoBananaParams": {"n": 3}}\
            """));
        assertEquals("COMPLETED", job.at("status"));
        assertEquals("[1]", job.at("result.images"));
        assertEquals("5", job.at("creditCost"));
    }

    @Test
    void a_batch_is_as_many_jobs_with_a_price_each() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Map<String, Integer> prices = Map.of("midjourney", 8, "imagen-4-ultra", 12, "ideogram-v2a", 3, "qwen-image", 5);
        List<String> ids = new ArrayList<>();
        prices.forEach(
                (model, price) -> ids.add(post(key, "{\"prompt\": \"a lake\", \"model\": \"%s\"}".formatted(model))));
        for (String id : ids) {
            Reply job = ended(key, id);
            assertEquals("COMPLETED", job.at("status"), job::text);
            assertEquals(Integer.toString(prices.getOrDefault(job.at("model"), 0)), job.at("creditCost"));
        }
        assertEquals("72", api.get(key, "/v2/me").at("team.credits"));
    }

    @Test
    void a_repeat_is_the_same_answer_and_no_second_job() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply first = api.post(key, GENERATE, LAKE, "Idempotency-Key", "k1");
        assertTrue(first.header("Idempotent-Replayed").isEmpty());
        ended(key, first.at("jobId"));
        Reply again = api.post(
                key, GENERATE, "{\"model\": \"nano-banana-2\", \"prompt\": \"a lake\"}", "Idempotency-Key", "k1");
        assertEquals(202, again.status());
        assertEquals(first.text(), again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        assertEquals(first.header("X-Job-Id"), again.header("X-Job-Id"));
        assertEquals("[1]", api.get(key, JOBS).at("jobs"));
        Reply other = api.post(key, GENERATE, LAKE.replace("lake", "sea"), "Idempotency-Key", "k1");
        assertEquals(422, other.status());
        assertEquals("Unprocessable entity", other.at("error"));
        assertEquals("Idempotency-Key", other.at("details.path"));
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
                GENERATE + "?dry_run=true",
                "{\"prompt\": \"a lake\", \"model\": \"flux-2-max\", \"fluxParams\": {\"n\": 4}}",
                "Idempotency-Key",
                "k1");
        assertEquals(200, price.status(), price::text);
        assertEquals(
                "{\"dry_run\":true,\"model\":\"flux-2-max\",\"route\":\"sandbox\",\"price\":{\"currency\":\"credits\","
                        + "\"total\":12,\"total_micro_usd\":120000,\"items\":[{\"what\":\"text_to_image\","
                        + "\"unit_price\":12,\"count\":1,\"amount\":12}]},\"refund_policy\":\"The price is kept once an"
                        + " image was delivered; a job that fails is refunded in full.\"}",
                price.text());
        assertTrue(price.header("X-Job-Id").isEmpty());
        assertEquals("[0]", api.get(key, JOBS).at("jobs"));
        assertEquals(
                400,
                api.post(key, GENERATE + "?dry_run=true", "{\"prompt\": \"a lake\", \"model\": \"flux-9\"}")
                        .status());
        assertEquals(402, api.post(key, GENERATE, LAKE, "Idempotency-Key", "k1").status());
    }

    @Test
    void jobs_of_other_surfaces_are_read_here_exactly_and_these_are_read_there() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String foreign = api.generate(key, "{\"prompt\": \"a lake\", \"n\": 2}").at("task_id");
        api.ended(key, foreign);
        Reply here = api.get(key, JOBS + "/" + foreign);
        assertEquals("gpt-image-2", here.at("model"));
        assertEquals("10", here.at("creditCost"));
        assertEquals("[2]", here.at("result.images"));
        assertEquals(foreign, "task_" + here.at("id").replace("-", ""));
        String own = post(key, LAKE);
        assertEquals("nano-banana-2", api.get(key, "/v1/tasks/" + own).at("model"));
    }

    @Test
    void another_tenants_job_is_as_absent_as_one_that_never_was() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String other = api.tenant(MicroUsd.ofUsd(1));
        String id = post(key, LAKE);
        Reply foreign = api.get(other, JOBS + "/" + id);
        assertEquals(404, foreign.status());
        assertEquals("Job not found", foreign.at("error"));
        for (String never : List.of("01234567-89ab-7def-8123-456789abcdef", "x", "ig_" + id)) {
            assertEquals(foreign.text(), api.get(other, JOBS + "/" + never).text(), never);
        }
        assertEquals("[0]", api.get(other, JOBS).at("jobs"));
        assertEquals("[0]", api.get(other, JOBS + "?search=" + id).at("jobs"));
        assertTrue(foreign.header("X-Job-Id").isEmpty());
        assertEquals(id, api.get(key, JOBS + "/" + id).header("X-Job-Id").orElseThrow());
    }

    @Test
    void jobs_are_listed_newest_first_in_pages() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        List<String> ids = new ArrayList<>();
        for (String model : List.of("midjourney", "qwen-image", "midjourney", "reve-create", "midjourney")) {
            String id = post(key, "{\"prompt\": \"a lake\", \"model\": \"%s\"}".formatted(model));
            ended(key, id);
            ids.addFirst(id);
        }
        String path = JOBS + "?limit=2";
        List<String> seen = new ArrayList<>();
        for (int page = 0; page < 3; page++) {
            Reply reply = api.get(key, path);
            boolean last = page == 2;
            assertEquals(last ? "[1]" : "[2]", reply.at("jobs"));
            assertEquals(Boolean.toString(!last), reply.at("hasMore"));
            assertEquals(last, reply.at("nextCursor").isEmpty());
            seen.add(reply.at("jobs.0.id"));
            if (!last) {
                seen.add(reply.at("jobs.1.id"));
            }
            path = JOBS + "?limit=2&cursor=" + reply.at("nextCursor");
        }
        assertEquals(ids, seen);
        assertEquals(
                api.get(key, JOBS + "/" + ids.get(1)).at("createdAt"),
                api.get(key, JOBS).at("jobs.1.createdAt"));
        assertEquals("[3]", api.get(key, JOBS + "?model=midjourney").at("jobs"));
        assertEquals(
                "[3]",
                api.get(key, JOBS + "?model=midjourney&status=COMPLETED&limit=100")
                        .at("jobs"));
        for (String none : List.of("model=flux-9", "model=%E2%98%83", "status=FAILED", "status=PROCESSING")) {
            Reply reply = api.get(key, JOBS + "?" + none);
            assertEquals("{\"jobs\":[],\"nextCursor\":null,\"hasMore\":false}", reply.text(), none);
        }
    }

    @Test
    void one_job_can_be_searched_for() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String id = post(key, LAKE);
        post(key, LAKE);
        ended(key, id);
        String search = JOBS + "?search=" + id;
        Reply found = api.get(key, search);
        assertEquals("[1]", found.at("jobs"));
        assertEquals(id, found.at("jobs.0.id"));
        assertEquals("false", found.at("hasMore"));
        assertEquals(
                "[1]",
                api.get(key, search + "&status=COMPLETED&model=nano-banana-2").at("jobs"));
        assertEquals("[0]", api.get(key, search + "&status=FAILED").at("jobs"));
        assertEquals("[0]", api.get(key, search + "&model=midjourney").at("jobs"));
        assertEquals(
                "[0]",
                api.get(key, JOBS + "?search=01234567-89ab-7def-8123-456789abcdef")
                        .at("jobs"));
    }

    @ParameterizedTest
    @CsvSource({
        "status=completed, status",
        "status=QUEUED&status=FAILED, status",
        "limit=0, limit",
        "limit=101, limit",
        "limit=1.0, limit",
        "cursor=abc, cursor",
        "cursor=, cursor",
        "search=abc, search",
        "search=, search",
        "scope=team, scope"
    })
    void a_wrong_query_parameter_is_named(String query, String path) {
        Reply refused = api.get(api.tenant(MicroUsd.ZERO), JOBS + "?" + query);
        assertEquals(400, refused.status());
        assertEquals("Validation error", refused.at("error"));
        assertEquals(path, refused.at("details.path"));
    }

    @Test
    void a_cursor_is_worth_nothing_when_it_is_changed_or_anothers() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String id = post(key, LAKE);
        post(key, LAKE);
        String cursor = api.get(key, JOBS + "?limit=1").at("nextCursor");
        assertEquals(id, api.get(key, JOBS + "?cursor=" + cursor).at("jobs.0.id"));
        String other = api.tenant(MicroUsd.ZERO);
        assertEquals(400, api.get(other, JOBS + "?cursor=" + cursor).status());
        assertEquals(400, api.get(key, JOBS + "?cursor=A" + cursor.substring(1)).status());
        assertEquals(400, api.get(key, JOBS + "?cursor=" + cursor + "A").status());
        assertEquals(400, api.get(key, "/v1/tasks?cursor=" + cursor).status());
        assertEquals(
                400, api.get(key, JOBS + "?search=" + id + "&cursor=" + cursor).status());
    }

    @Test
    void a_caller_is_told_who_it_is() {
        Tenants.Added tenant = api.added(new MicroUsd(1_239_999));
        Reply me = api.get(tenant.key(), "/v2/me");
        assertEquals(200, me.status());
        assertEquals(tenant.id().text(), me.at("user.id"));
        assertEquals(tenant.id().text(), me.at("team.id"));
        assertEquals(tenant.name(), me.at("team.name"));
        assertEquals("123", me.at("team.credits"));
        assertEquals("20", me.at("team.maxConcurrentJobs"));
        String keyId = database.query(
                "SELECT id FROM api_key WHERE tenant_id = '" + tenant.id().text() + "'");
        assertEquals(keyId, me.at("apiKey.id"));
        assertEquals("0", api.get(api.tenant(MicroUsd.ZERO), "/v2/me").at("team.credits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"progress\", \"completed\", \"failed\"]", "[\"failed\", \"completed\", \"progress\"]"})
    void a_webhook_is_kept_in_canonical_words(String events) {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String id = post(key, LAKE.replace("}", """
            , "webhookUrl": "https://example.com/hook", "webhookEvents": %s}\
            """.formatted(events)));
        assertEquals(
                "https://example.com/hook progressed,succeeded,failed,canceled",
                database.query("SELECT CONCAT(request_webhook_url, ' ', request_webhook_events) FROM job WHERE id = '"
                        + id + "'"));
    }

    private String post(String key, String body) {
        Reply accepted = api.post(key, GENERATE, body);
        assertEquals(202, accepted.status(), accepted::text);
        return accepted.at("jobId");
    }

    private Reply ended(String key, String id) {
        api.ended(key, id);
        return api.get(key, JOBS + "/" + id);
    }
}
