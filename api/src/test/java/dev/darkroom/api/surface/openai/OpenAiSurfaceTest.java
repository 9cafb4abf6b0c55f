package dev.darkroom.api.surface.openai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of the original meets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiSurfaceTest {

    private static final String PATH = "/openai/v1/images/generations";
    private static final String RETRY = "X-Stainless-Retry-Count";
    private static final String USAGE = "\"usage\":{\"total_tokens\":0,\"input_tokens\":0,\"output_tokens\":0,"
            + "\"input_tokens_details\":{\"text_tokens\":0,\"image_tokens\":0}}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    OpenAiSurfaceTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void the_originals_own_example_answers_with_the_bytes_of_an_image() throws IOException {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply reply = api.post(key, PATH, """
            {"model": "gpt-image-1.5", "prompt": "A cute baby sea otter", "n": 1, "size": "1024x1024"}\
            """);
        assertEquals(200, reply.status(), reply::text);
        assertEquals("application/json", reply.header("Content-Type").orElseThrow());
        assertEquals("no-store", reply.header("Cache-Control").orElseThrow());
        assertEquals("0.05", reply.header("X-Cost-Usd").orElseThrow());
        String created = reply.at("created");
        String bytes = reply.at("data.0.b64_json");
        assertEquals(
                "{\"created\":%s,\"data\":[{\"b64_json\":\"%s\"}],\"output_format\":\"png\",\"size\":\"1024x1024\",\"quality\":\"medium\",%s}"
                        .formatted(created, bytes, USAGE),
                reply.text());
        assertTrue(Math.abs(Instant.now().getEpochSecond() - Long.parseLong(created)) < 60);
        assertEquals(
                1024,
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(bytes)))
                        .getWidth());
        Reply task = api.get(key, "/v1/tasks/" + reply.header("X-Job-Id").orElseThrow());
        assertEquals("succeeded", task.at("status"));
        assertArrayEquals(
                stored(task.at("output.images.0.url")), Base64.getDecoder().decode(bytes));
    }

    @Test
    void several_images_come_by_url_or_by_bytes_as_asked() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply urls = api.post(key, PATH, """
            {"prompt": "a lake", "n": 2, "response_format": "url", "size": "1536x1024", "output_format": "webp"}\
            """);
        assertEquals("[2]", urls.at("data"));
        assertEquals("{1}", urls.at("data.1"));
        assertEquals("webp", urls.at("output_format"));
        assertEquals("1536x1024", urls.at("size"));
        assertEquals("RIFF", new String(stored(urls.at("data.1.url")), 0, 4, StandardCharsets.US_ASCII));
        Reply bytes = api.post(key, PATH, """
            {"prompt": "a lake", "n": 2, "response_format": "b64_json", "quality": "high", "output_format": "jpeg"}\
            """);
        assertEquals("[2]", bytes.at("data"));
        assertTrue(bytes.at("data.0.b64_json").startsWith("/9j/"));
        assertTrue(bytes.at("data.1.b64_json").startsWith("/9j/"));
        assertNotEquals(bytes.at("data.0.b64_json"), bytes.at("data.1.b64_json"));
        assertEquals("high", bytes.at("quality"));
        assertEquals("0.6", bytes.header("X-Cost-Usd").orElseThrow());
    }

    @Test
    void models_of_others_answer_with_urls() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply reply = api.post(key, PATH, "{\"prompt\": \"a lake\", \"model\": \"nano-banana-2\"}");
        assertTrue(reply.at("data.0.url").startsWith(api.url() + "/files/"), reply::text);
        assertEquals("standard", reply.at("quality"));
    }

    @Test
    void what_was_not_delivered_is_not_there_and_not_paid() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply reply = api.post(
                key,
                PATH,
                "{\"prompt\": \"a lake {sandbox: deliver=2 filter=1}\", \"n\": 3, \"response_format\": \"url\"}");
        assertEquals(200, reply.status());
        assertEquals("[1]", reply.at("data"));
        assertEquals("0.05", reply.header("X-Cost-Usd").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "fail=rejected, 400, image_generation_user_error, moderation_blocked",
        "deliver=1 filter=1, 400, image_generation_user_error, moderation_blocked",
        "fail=unavailable, 500, server_error, server_error",
        "fail=empty, 500, server_error, server_error"
    })
    void a_job_without_images_is_an_error_that_is_not_sent_again(String fail, int status, String type, String code) {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply reply = api.post(key, PATH, "{\"prompt\": \"a lake {sandbox: %s}\"}".formatted(fail));
        assertEquals(status, reply.status(), reply::text);
        assertEquals(type, reply.at("error.type"));
        assertEquals(code, reply.at("error.code"));
        assertFalse(reply.at("error.message").isEmpty());
        assertEquals("false", reply.header("x-should-retry").orElseThrow());
        assertEquals("0", reply.header("X-Cost-Usd").orElseThrow());
        assertTrue(reply.header("X-Job-Id").isPresent());
        assertEquals("1000.0000", api.get(key, "/v1/wallet").at("balance_credits"));
    }

    @Test
    void a_stream_has_an_event_for_each_image() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply reply = api.post(key, PATH, """
            {"prompt": "a lake", "n": 2, "stream": true, "partial_images": 0, "background": "opaque"}\
            """);
        assertEquals(200, reply.status(), reply::text);
        assertEquals("text/event-stream", reply.header("Content-Type").orElseThrow());
        assertTrue(reply.header("X-Job-Id").isPresent());
        List<String> events = Arrays.asList(reply.text().split("\n\n", -1));
        assertEquals(3, events.size());
        assertEquals("", events.get(2));
        for (String event : events.subList(0, 2)) {
            String start = "event: image_generation.completed\n"
                    + "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"iVBORw0KGgo";
            assertTrue(event.startsWith(start), () -> event.substring(0, 120));
            String end =
                    "\"size\":\"1024x1024\",\"quality\":\"medium\",\"background\":\"opaque\",\"output_format\":\"png\","
                            + USAGE + "}";
            assertTrue(event.endsWith(end), () -> event.substring(event.length() - 200));
        }
        assertNotEquals(events.get(0), events.get(1));
    }

    @Test
    void a_stream_that_fails_is_an_answer_like_any_other() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply reply = api.post(
                key,
                PATH,
                "{\"prompt\": \"a lake {sandbox: fail=rejected}\", \"stream\": true}",
                "Accept",
                "text/event-stream");
        assertEquals(400, reply.status(), reply::text);
        assertEquals("application/json", reply.header("Content-Type").orElseThrow());
        assertEquals("moderation_blocked", reply.at("error.code"));
    }

    @Test
    void the_same_request_again_is_the_same_job_equal_but_for_signatures() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String body = "{\"prompt\": \"a lake\", \"response_format\": \"url\"}";
        Reply first = api.post(key, PATH, body, "Idempotency-Key", "k");
        Reply again =
                api.post(key, PATH, "{ \"response_format\": \"url\", \"prompt\": \"a lake\"}", "Idempotency-Key", "k");
        assertEquals(unsigned(first), unsigned(again));
        assertEquals(first.header("X-Job-Id"), again.header("X-Job-Id"));
        assertTrue(first.header("Idempotent-Replayed").isEmpty());
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        assertEquals("950.0000", api.get(key, "/v1/wallet").at("balance_credits"));
        Reply other = api.post(key, PATH, "{\"prompt\": \"a hill\"}", "Idempotency-Key", "k");
        assertEquals(422, other.status());
        assertEquals("idempotency_key_reused", other.at("error.code"));
    }

    @Test
    void a_client_that_sends_again_by_itself_gets_the_job_that_it_has() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String body = "{\"prompt\": \"a lake\", \"response_format\": \"url\"}";
        String first = jobOf(api.post(key, PATH, body));
        Reply again = api.post(key, PATH, body, RETRY, "1");
        assertEquals(first, jobOf(again));
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        String second = jobOf(api.post(key, PATH, body, RETRY, "0"));
        assertNotEquals(first, second);
        assertEquals(second, jobOf(api.post(key, PATH, body, RETRY, "2")), "the newest");
        assertNotEquals(second, jobOf(api.post(key, PATH, "{\"prompt\": \"a lake \"}", RETRY, "1")), "another request");
        assertNotEquals(
                second, jobOf(api.post(key, PATH, body, RETRY, "1", "Idempotency-Key", "k")), "a key of its own");
        assertNotEquals(second, jobOf(api.post(api.tenant(MicroUsd.ofUsd(1)), PATH, body, RETRY, "1")), "another key");
        database.execute("UPDATE job SET created_at = created_at - INTERVAL 601 SECOND");
        assertNotEquals(second, jobOf(api.post(key, PATH, body, RETRY, "1")), "too long ago");
    }

    @Test
    void a_dry_run_prices_and_makes_nothing() {
        String key = api.tenant(MicroUsd.ZERO);
        Reply price = api.post(key, PATH + "?dry_run=true", "{\"prompt\": \"a lake\", \"quality\": \"hd\", \"n\": 2}");
        assertEquals(200, price.status());
        assertEquals(
                "{\"dry_run\":true,\"model\":\"gpt-image-2\",\"route\":\"sandbox\",\"price\":{\"currency\":\"USD\","
                        + "\"total\":0.6,\"total_micro_usd\":600000,\"items\":[{\"what\":\"text_to_image hd\","
                        + "\"unit_price\":0.3,\"count\":2,\"amount\":0.6}]},\"refund_policy\":\"Every image that is not"
                        + " delivered is refunded; a job that fails is refunded in full.\"}",
                price.text());
        assertEquals("[0]", api.get(key, "/v1/tasks").at("tasks"));
    }

    @Test
    void an_image_that_is_not_stored_any_more_is_an_error_and_not_half_an_answer() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply first = api.post(key, PATH, "{\"prompt\": \"a lake\"}", "Idempotency-Key", "k");
        database.execute("UPDATE job SET outcome_images = REPLACE(outcome_images, ' png ', ' webp ') WHERE id = '%s'"
                .formatted(jobOf(first)));
        Reply again = api.post(key, PATH, "{\"prompt\": \"a lake\"}", "Idempotency-Key", "k");
        assertEquals(500, again.status());
        assertEquals("server_error", again.at("error.code"));
        assertEquals("false", again.header("x-should-retry").orElseThrow());
        assertEquals(jobOf(first), jobOf(again));
    }

    @Test
    void the_catalogue_is_listed_and_read() {
        String key = api.tenant(MicroUsd.ZERO);
        Reply models = api.get(key, "/openai/v1/models");
        assertEquals("list", models.at("object"));
        assertEquals("model", models.at("data.0.object"));
        assertEquals("0", models.at("data.0.created"));
        assertTrue(models.text().contains("\"id\":\"midjourney\""));
        Reply model = api.get(key, "/openai/v1/models/gpt-image-2");
        assertEquals(
                "{\"id\":\"gpt-image-2\",\"object\":\"model\",\"created\":0,\"owned_by\":\"OpenAI\"}", model.text());
        for (String id : List.of("no-such", "no/such", "no%2Fsuch")) {
            Reply none = api.get(key, "/openai/v1/models/" + id);
            assertEquals(404, none.status(), id);
            assertEquals("model_not_found", none.at("error.code"));
        }
    }

    private static String jobOf(Reply reply) {
        return reply.header("X-Job-Id").orElseThrow(() -> new AssertionError(reply.text()));
    }

    private static String unsigned(Reply reply) {
        return reply.text().replaceAll("expires=\\d+&signature=[\\w-]+", "");
    }

    private byte[] stored(String url) {
        return api.send(api.request(url).GET()).response().body();
    }
}
