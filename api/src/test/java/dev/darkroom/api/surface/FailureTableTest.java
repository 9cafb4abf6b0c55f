package dev.darkroom.api.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.DatabaseLink;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.switches.SwitchRow;
import dev.darkroom.api.admin.switches.SwitchTable;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How each surface says each failure, over HTTP: the rows of the contracts' table that nothing else provokes on every
 * surface. What is wrong with a request by itself, and with its key, is in the hostile requests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTableTest {

    private static final String NATIVE = "/v1/images/generations";
    private static final String LAKE = "{\"prompt\": \"a lake\"}";
    private static final int OFTEN = 1_000;
    private static final int ATTEMPTS = 50;

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());
    private final AtomicInteger tiers = new AtomicInteger();

    /** A surface: where it is asked, for what, and what it is sent instead of an image. */
    enum Surface {
        VREX("/api/v1/images", "'prompt': 'a lake'", "/api/v1/images", "'ref_images': ['data:image/png;base64,AAAA']"),
        APIFRAME(
                "/v2/images/generate",
                "'prompt': 'a lake', 'model': 'nano-banana-2'",
                "/v2/images/generate",
                "'params': {'imageUrls': ['ftp://example.com/a.png']}"),
        STRATIZON(
                NATIVE,
                "'prompt': 'a lake'",
                "/v1/images/image-to-image",
                "'image': {'type': 'data_uri', 'data_uri': 'data:image/png;base64,AAAA'}"),
        GPTIMAGE2(
                "/api/ai/image/generate",
                "'prompt': 'a lake'",
                "/api/ai/image/generate",
                "'inputImageUrls': ['ftp://example.com/a.png']"),
        QOLABA(
                "/api/v1/images/generate",
                "'prompt': 'a lake', 'model': 'vertex/nano-banana-flash', 'celery': true",
                "/api/v1/images/generate",
                "'image_urls': ['ftp://example.com/a.png']"),
        OPENAI(
                "/openai/v1/images/generations",
                "'prompt': 'a lake'",
                "/openai/v1/images/edits",
                "'images': [{'image_url': 'data:image/png;base64,AAAA'}]");

        private final String path;
        private final String fields;
        private final String editPath;
        private final String badImage;

        Surface(String path, String fields, String editPath, String badImage) {
            this.path = path;
            this.fields = fields;
            this.editPath = editPath;
            this.badImage = badImage;
        }

        private String body() {
            return json(fields);
        }

        private static String json(String fields) {
            return "{" + fields.replace('\'', '"') + "}";
        }
    }

    FailureTableTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,400,VALIDATION_ERROR",
        "APIFRAME,400,Validation error",
        "STRATIZON,400,INVALID_IMAGE",
        "GPTIMAGE2,400,Invalid request",
        "QOLABA,400,Bad Request",
        "OPENAI,400,invalid_image"
    })
    void what_is_no_image(Surface surface, int status, String says) {
        String body = Surface.json(surface.fields + ", " + surface.badImage);
        refused(api.post(api.tenant(MicroUsd.ofUsd(1)), surface.editPath, body), status, says);
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,400,ARTIST_IMPERSONATION",
        "APIFRAME,400,ARTIST_IMPERSONATION",
        "STRATIZON,400,ARTIST_IMPERSONATION",
        "GPTIMAGE2,400,ARTIST_IMPERSONATION",
        "QOLABA,400,Bad Request",
        "OPENAI,400,moderation_blocked"
    })
    void a_prompt_against_the_policy(Surface surface, int status, String says) {
        String body = surface.body().replace("a lake", "a lake by Greg Rutkowski");
        refused(api.post(api.tenant(MicroUsd.ofUsd(1)), surface.path, body), status, says);
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,402,INSUFFICIENT_BALANCE_FOR_IMAGE,404,WALLET_NOT_FOUND",
        "APIFRAME,402,Insufficient credits,402,Insufficient credits",
        "STRATIZON,402,INSUFFICIENT_CREDITS,402,INSUFFICIENT_CREDITS",
        "GPTIMAGE2,402,Insufficient credits,402,Insufficient credits",
        "QOLABA,402,Payment Required,402,Payment Required",
        "OPENAI,429,insufficient_quota,429,insufficient_quota"
    })
    void no_money_and_no_wallet(Surface surface, int poor, String saysPoor, int none, String saysNone) {
        refused(api.post(api.tenant(new MicroUsd(1)), surface.path, surface.body()), poor, saysPoor);
        refused(api.post(api.tenant(MicroUsd.ZERO), surface.path, surface.body()), none, saysNone);
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,IDEMPOTENCY_KEY_REUSED",
        "APIFRAME,IDEMPOTENCY_KEY_REUSED",
        "STRATIZON,IDEMPOTENCY_KEY_REUSED",
        "GPTIMAGE2,error",
        "QOLABA,Unprocessable Entity",
        "OPENAI,idempotency_key_reused"
    })
    void an_idempotency_key_of_another_request(Surface surface, String says) {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply first = api.generate(key, "{\"prompt\": \"a hill\"}", "Idempotency-Key", "k");
        Reply second = api.post(key, surface.path, surface.body(), "Idempotency-Key", "k");
        refused(second, 422, says);
        assertEquals(first.header("X-Job-Id"), second.header("X-Job-Id"));
    }

    @Test
    void a_cancel_of_a_task_that_has_ended() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String cancel = "/v1/tasks/%s/cancel".formatted(api.generate(key, LAKE).at("task_id"));
        assertEquals(202, api.post(key, cancel, "").status());
        refused(api.post(key, cancel, ""), 409, "CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,RATE_LIMITED",
        "APIFRAME,Too many requests",
        "STRATIZON,RATE_LIMITED",
        "GPTIMAGE2,error",
        "QOLABA,Rate Limited",
        "OPENAI,rate_limit_exceeded"
    })
    void requests_that_come_too_often(Surface surface, String says) {
        String key = tenant(OFTEN, null, 1);
        Reply reply = Stream.generate(() -> api.post(key, surface.path, "{"))
                .limit(ATTEMPTS)
                .filter(answer -> answer.status() != 400)
                .findFirst()
                .orElseThrow();
        refused(reply, 429, says);
        assertEquals("1", reply.header("Retry-After").orElseThrow());
        assertEquals("1", reply.header("X-RateLimit-Limit").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,QUEUE_FULL,DAILY_CAP_REACHED",
        "APIFRAME,QUEUE_FULL,DAILY_CAP_REACHED",
        "STRATIZON,QUEUE_FULL,DAILY_CAP_REACHED",
        "GPTIMAGE2,error,error",
        "QOLABA,Rate Limited,Rate Limited",
        "OPENAI,rate_limit_exceeded,rate_limit_exceeded"
    })
    void a_queue_that_is_full_and_a_day_that_is_used_up(Surface surface, String full, String usedUp) {
        String shallow = tenant(1, null, OFTEN);
        assertEquals(202, api.generate(shallow, LAKE).status());
        Reply deep = api.post(shallow, surface.path, surface.body());
        refused(deep, 429, full);
        assertEquals("10", deep.header("Retry-After").orElseThrow());
        String daily = tenant(OFTEN, 1, OFTEN);
        assertEquals(202, api.generate(daily, LAKE).status());
        Reply late = api.post(daily, surface.path, surface.body());
        refused(late, 429, usedUp);
        assertTrue(late.header("Retry-After").isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,FEATURE_DISABLED",
        "APIFRAME,Service unavailable",
        "STRATIZON,FEATURE_DISABLED",
        "GPTIMAGE2,error",
        "QOLABA,Service Unavailable",
        "OPENAI,server_error"
    })
    void a_surface_that_is_switched_off(Surface surface, String says) {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String name = surface.name().toLowerCase(Locale.ROOT);
        SwitchTable switches = api.get(SwitchTable.class);
        switches.off(name, SwitchRow.ANY, "away");
        try {
            refused(api.post(key, surface.path, surface.body()), 503, says);
        } finally {
            assertTrue(switches.on(name, SwitchRow.ANY));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,SERVICE_UNAVAILABLE",
        "APIFRAME,Service unavailable",
        "STRATIZON,SERVICE_UNAVAILABLE",
        "GPTIMAGE2,error",
        "QOLABA,Service Unavailable",
        "OPENAI,server_error"
    })
    void a_moderation_that_is_away(Surface surface, String says) throws IOException {
        Map<String, Object> away = Map.of("darkroom.moderation-url", "http://127.0.0.1:1/moderate");
        try (TestApi closed = TestApi.serve(database.config(), temporal, away)) {
            String key = closed.tenant(MicroUsd.ofUsd(1));
            Reply reply = closed.post(key, surface.path, surface.body());
            refused(reply, 503, says);
            assertTrue(reply.header("Retry-After").isPresent());
            assertEquals("1000000", closed.get(key, "/v1/wallet").at("balance_micro_usd"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,SERVICE_UNAVAILABLE",
        "APIFRAME,Service unavailable",
        "STRATIZON,SERVICE_UNAVAILABLE",
        "GPTIMAGE2,error",
        "QOLABA,Service Unavailable",
        "OPENAI,server_error"
    })
    void a_database_that_is_away(Surface surface, String says) throws IOException {
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestApi far = TestApi.serve(link.config(), temporal, Map.of("darkroom.db.timeout", "1s"))) {
            String key = far.tenant(MicroUsd.ofUsd(1));
            assertEquals(200, far.get(key, "/v1/wallet").status());
            link.cut();
            Reply reply = far.post(key, surface.path, surface.body());
            link.mend();
            refused(reply, 503, says);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VREX,INTERNAL_ERROR",
        "APIFRAME,INTERNAL_ERROR",
        "STRATIZON,INTERNAL_ERROR",
        "GPTIMAGE2,error",
        "QOLABA,Internal Server Error",
        "OPENAI,server_error"
    })
    void an_acceptance_of_which_nobody_knows(Surface surface, String says) throws IOException {
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestApi far = TestApi.serve(link.config(), temporal, Map.of("darkroom.db.timeout", "1s"))) {
            String key = far.tenant(MicroUsd.ofUsd(1));
            assertEquals(200, far.get(key, "/v1/wallet").status());
            link.cutAfterNextCommit();
            Reply reply = far.post(key, surface.path, surface.body());
            link.mend();
            refused(reply, 500, says);
            assertTrue(reply.header("X-Job-Id").isPresent());
        }
    }

    /** A tenant in a tier of its own. */
    private String tenant(int depth, @Nullable Integer dailyImages, int burst) {
        String tier = "table" + tiers.incrementAndGet();
        api.get(Tiers.class).put(new Tier(tier, 10, depth, dailyImages, burst, 1, OFTEN, OFTEN));
        return api.get(Tenants.class)
                .add("tenant-" + tier, tier, MicroUsd.ofUsd(1))
                .key();
    }

    private static void refused(Reply reply, int status, String says) {
        assertEquals(status, reply.status(), reply::text);
        assertTrue(reply.text().contains('"' + says + '"'), reply::text);
    }
}
