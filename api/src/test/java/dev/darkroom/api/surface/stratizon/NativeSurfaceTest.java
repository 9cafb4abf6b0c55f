package dev.darkroom.api.surface.stratizon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeSurfaceTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    NativeSurfaceTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void an_accepted_task_is_the_whole_envelope() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply accepted = api.generate(key, """
            {"prompt": "a lake ☃", "n": 2, "aspect_ratio": "16:9", "metadata": {"b": 1.50, "a": [null, true, "x"]}}\
            """);
        assertEquals(202, accepted.status());
        String id = accepted.at("task_id");
        String jobId = accepted.header("X-Job-Id").orElseThrow();
        assertEquals("task_" + jobId.replace("-", ""), id);
        assertEquals("/v1/tasks/" + id, accepted.header("Location").orElseThrow());
        assertTrue(accepted.header("X-Request-Id").orElseThrow().startsWith("req_"));
        assertEquals(
                ("{\"task_id\":\"%s\",\"type\":\"image\",\"capability\":\"text_to_image\",\"status\":\"queued\","
                                + "\"model\":\"gpt-image-2\",\"progress\":0,\"created_at\":\"%s\",\"started_at\":null,"
                                + "\"completed_at\":null,\"input\":{\"prompt\":\"a lake ☃\",\"images\":[]},"
                                + "\"output\":{\"images\":[],\"missing\":[]},\"billing\":{\"charged_credits\":100.0000,"
                                + "\"refunded_credits\":0.0000,\"currency\":\"credits\"},\"error\":null,"
                                + "\"metadata\":{\"b\":1.50,\"a\":[null,true,\"x\"]}}")
                        .formatted(id, accepted.at("created_at")),
                accepted.text());
        assertTrue(accepted.at("created_at").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void a_finished_task_has_its_pictures() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String id = api.generate(key, "{\"prompt\": \"a lake\", \"n\": 2, \"aspect_ratio\": \"2:1\"}")
                .at("task_id");
        Reply task = api.ended(key, id);
        assertEquals("succeeded", task.at("status"));
        assertEquals("100", task.at("progress"));
        assertEquals("[2]", task.at("output.images"));
        assertEquals("1440", task.at("output.images.0.width"));
        assertEquals("720", task.at("output.images.0.height"));
        assertEquals("image/png", task.at("output.images.0.content_type"));
        assertEquals(64, task.at("output.images.0.sha256").length());
        assertTrue(task.at("output.images.0.artifact_id").matches("art_[0-9a-f]{32}"));
        assertEquals("100.0000", task.at("billing.charged_credits"));
        assertFalse(task.at("started_at").isEmpty());
        assertFalse(task.at("completed_at").isEmpty());
        Reply picture = api.send(api.request(task.at("output.images.1.url")).GET());
        assertEquals(200, picture.status());
        assertEquals("image/png", picture.header("Content-Type").orElseThrow());
    }

    @Test
    void what_was_not_delivered_is_refunded_and_said() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String id = api.generate(key, "{\"prompt\": \"a lake {sandbox: deliver=2 filter=1}\", \"n\": 3}")
                .at("task_id");
        Reply task = api.ended(key, id);
        assertEquals("succeeded", task.at("status"));
        assertEquals("[1]", task.at("output.images"));
        assertEquals("FILTERED", task.at("output.missing.0.code"));
        assertEquals("EMPTY_RESULT", task.at("output.missing.1.code"));
        assertEquals("150.0000", task.at("billing.charged_credits"));
        assertEquals("100.0000", task.at("billing.refunded_credits"));
    }

    @ParameterizedTest
    @CsvSource({
        "rejected, PROMPT_REJECTED",
        "unavailable, PROVIDER_UNAVAILABLE",
        "timeout, PROVIDER_TIMEOUT",
        "unknown, OUTCOME_UNKNOWN",
        "empty, EMPTY_RESULT",
        "corrupt, INVALID_RESULT"
    })
    void a_failed_task_says_why_and_costs_nothing(String fail, String code) {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply task = api.ended(
                key,
                api.generate(key, "{\"prompt\": \"a lake {sandbox: fail=" + fail + "}\"}")
                        .at("task_id"));
        assertEquals("failed", task.at("status"));
        assertEquals(code, task.at("error.code"));
        assertFalse(task.at("error.message").isEmpty());
        assertEquals("50.0000", task.at("billing.refunded_credits"));
        assertEquals("10000.0000", api.get(key, "/v1/wallet").at("balance_credits"));
    }

    @Test
    void a_task_that_does_not_start_in_time_is_canceled_and_refunded() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String id = api.generate(key, "{\"prompt\": \"a lake\"}", "Cancel-After", "5m")
                .at("task_id");
        String seconds = database.query(
                "SELECT TIMESTAMPDIFF(SECOND, created_at, expires_at) FROM job WHERE id = '" + hyphenated(id) + "'");
        assertEquals("300", seconds);
        api.ended(key, id);
    }

    @Test
    void every_form_of_an_id_reads_the_same_task_and_no_other_does() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply accepted = api.generate(key, "{\"prompt\": \"a lake\"}");
        String hex = accepted.at("task_id").substring("task_".length());
        String jobId = accepted.header("X-Job-Id").orElseThrow();
        long millis = Instant.parse(accepted.at("created_at")).toEpochMilli();
        for (String id : List.of(jobId, "task_" + hex, "ig_" + hex, "task_" + millis + "_" + hex)) {
            assertEquals(200, api.get(key, "/v1/tasks/" + id).status(), id);
        }
        for (String id : List.of(
                hex,
                "ig_" + jobId,
                jobId.toUpperCase(Locale.ROOT),
                "task_" + (millis + 1) + "_" + hex,
                "task_" + hex + "0",
                "x",
                "..%2f")) {
            Reply none = api.get(key, "/v1/tasks/" + id);
            assertEquals(404, none.status(), id);
            assertEquals("NOT_FOUND", none.at("error.code"));
        }
    }

    @Test
    void another_tenants_task_is_as_absent_as_one_that_never_was() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String other = api.tenant(MicroUsd.ofUsd(10));
        String id = api.generate(key, "{\"prompt\": \"a lake\"}").at("task_id");
        Reply foreign = api.get(other, "/v1/tasks/" + id);
        Reply never = api.get(other, "/v1/tasks/task_" + "0".repeat(32));
        assertEquals(404, foreign.status());
        assertEquals(withoutRequestId(never), withoutRequestId(foreign));
        assertEquals("[0]", api.get(other, "/v1/tasks").at("tasks"));
    }

    @Test
    void a_dry_run_prices_and_makes_nothing() {
        String key = api.tenant(MicroUsd.ZERO);
        Reply price = api.post(
                key,
                "/v1/images/generations?dry_run=true",
                "{\"prompt\": \"a lake\", \"quality\": \"hd\", \"n\": 2}",
                "Idempotency-Key",
                "k1");
        assertEquals(200, price.status());
        assertEquals(
                "{\"dry_run\":true,\"model\":\"gpt-image-2\",\"route\":\"sandbox\",\"price\":{"
                        + "\"total_credits\":600.0000,\"total_micro_usd\":600000,\"items\":[{"
                        + "\"what\":\"text_to_image hd\",\"unit_price_credits\":300.0000,\"count\":2,"
                        + "\"amount_credits\":600.0000}]},\"refund_policy\":\"Every image that is not delivered is"
                        + " refunded; a task that fails is refunded in full.\"}",
                price.text());
        assertEquals(
                402,
                api.generate(key, "{\"prompt\": \"a lake\"}", "Idempotency-Key", "k1")
                        .status());
    }

    @Test
    void tasks_are_listed_newest_first_in_pages() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        for (int i = 0; i < 5; i++) {
            api.ended(
                    key, api.generate(key, "{\"prompt\": \"%d\"}".formatted(i)).at("task_id"));
        }
        Reply first = api.get(key, "/v1/tasks?limit=2");
        assertEquals("4", first.at("tasks.0.input.prompt"));
        assertEquals("3", first.at("tasks.1.input.prompt"));
        Reply second = api.get(key, "/v1/tasks?limit=2&cursor=" + first.at("next_cursor"));
        assertEquals("2", second.at("tasks.0.input.prompt"));
        Reply third = api.get(key, "/v1/tasks?limit=2&cursor=" + second.at("next_cursor"));
        assertEquals("[1]", third.at("tasks"));
        assertEquals("", third.at("next_cursor"));
        assertEquals(
                "[5]",
                api.get(key, "/v1/tasks?status=succeeded&model=auto&type=image").at("tasks"));
        assertEquals("[0]", api.get(key, "/v1/tasks?status=failed").at("tasks"));
        assertEquals("[0]", api.get(key, "/v1/tasks?type=chain").at("tasks"));
        String since = first.at("tasks.1.created_at");
        assertEquals("[2]", api.get(key, "/v1/tasks?since=" + since).at("tasks"));
        assertEquals("[3]", api.get(key, "/v1/tasks?until=" + since).at("tasks"));
    }

    @ParameterizedTest
    @CsvSource({
        "status=done, status",
        "limit=0, limit",
        "limit=101, limit",
        "limit=x, limit",
        "since=yesterday, since",
        "type=video, type",
        "cursor=abc, cursor",
        "stauts=failed, stauts",
        "limit=1&limit=2, limit"
    })
    void a_wrong_query_parameter_is_named(String query, String param) {
        Reply refused = api.get(api.tenant(MicroUsd.ZERO), "/v1/tasks?" + query);
        assertEquals(400, refused.status());
        assertEquals(param, refused.at("error.param"));
    }

    @Test
    void a_cursor_is_worth_nothing_when_it_is_changed_or_anothers() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        String other = api.tenant(MicroUsd.ofUsd(10));
        for (int i = 0; i < 2; i++) {
            api.generate(key, "{\"prompt\": \"a lake\"}");
        }
        String cursor = api.get(key, "/v1/tasks?limit=1").at("next_cursor");
        assertEquals(200, api.get(key, "/v1/tasks?cursor=" + cursor).status());
        assertEquals(400, api.get(other, "/v1/tasks?cursor=" + cursor).status());
        assertEquals(400, api.get(key, "/v1/wallet/entries?cursor=" + cursor).status());
        assertEquals(
                400, api.get(key, "/v1/tasks?cursor=A" + cursor.substring(1)).status());
    }

    @Test
    void the_statement_adds_up_to_balance_and_pending_at_every_moment() {
        String key = api.tenant(MicroUsd.ofUsd(10));
        List<String> ids = List.of(
                api.generate(key, "{\"prompt\": \"a\", \"n\": 2}").at("task_id"),
                api.generate(key, "{\"prompt\": \"b {sandbox: fail=empty}\"}").at("task_id"),
                api.generate(key, "{\"prompt\": \"c {sandbox: deliver=1}\", \"n\": 4}")
                        .at("task_id"));
        for (int i = 0; i < 20; i++) {
            assertStatementAddsUp(key);
        }
        ids.forEach(id -> api.ended(key, id));
        assertStatementAddsUp(key);
        assertEquals("9850.0000", api.get(key, "/v1/wallet").at("balance_credits"));
        assertEquals("0.0000", api.get(key, "/v1/wallet").at("held_credits"));
        Reply refunds = api.get(key, "/v1/wallet/entries?kind=refund");
        assertEquals("[2]", refunds.at("entries"));
        assertEquals("[0]", api.get(key, "/v1/wallet/entries?kind=adjustment").at("entries"));
        Reply page = api.get(key, "/v1/wallet/entries?limit=4");
        assertEquals(
                "[2]",
                api.get(key, "/v1/wallet/entries?limit=4&cursor=" + page.at("next_cursor"))
                        .at("entries"));
    }

    @Test
    void a_post_can_wait_for_its_end() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply ended = api.generate(key, "{\"prompt\": \"a lake\"}", "Prefer", "respond-async, wait=20");
        assertEquals(200, ended.status());
        assertEquals("succeeded", ended.at("status"));
        assertEquals("wait", ended.header("Preference-Applied").orElseThrow());
        Reply late = api.generate(key, "{\"prompt\": \"a lake {sandbox: delay=3s}\"}", "Prefer", "wait=1");
        assertEquals(202, late.status());
        assertEquals("queued", late.at("status"));
        assertEquals(
                "Prefer",
                api.generate(key, "{\"prompt\": \"a lake\"}", "Prefer", "wait=121")
                        .at("error.param"));
    }

    @Test
    void the_catalogue_says_what_can_be_asked_for() {
        String key = api.tenant(MicroUsd.ZERO);
        Reply models = api.get(key, "/v1/models");
        assertTrue(models.at("models.0.id").length() > 1);
        Reply model = api.get(key, "/v1/models/auto");
        assertEquals("gpt-image-2", model.at("id"));
        assertEquals("auto", model.at("aliases.0"));
        assertEquals("20000", model.at("limits.prompt_characters"));
        assertEquals("50.0000", model.at("prices.stratizon.0.credits"));
        assertEquals("sandbox", model.at("routes.0.provider"));
        assertEquals("4", model.at("limits.images.max"));
        assertEquals("2560x1440", model.at("limits.sizes.hd.16:9"));
        assertEquals("string", model.at("parameters.properties.background.type"));
        assertEquals(404, api.get(key, "/v1/models/no/such").status());
    }

    /** Entries first, wallet after: what moves between the two makes the attempt void, and another is made. */
    private void assertStatementAddsUp(String key) {
        for (int attempt = 0; attempt < 50; attempt++) {
            Reply before = api.get(key, "/v1/wallet/entries?limit=100");
            Reply wallet = api.get(key, "/v1/wallet");
            Reply after = api.get(key, "/v1/wallet/entries?limit=100");
            if (before.text().equals(after.text())) {
                long sum = 0;
                int count = Integer.parseInt(before.at("entries").replaceAll("\\D", ""));
                for (int i = 0; i < count; i++) {
                    sum += Math.round(Double.parseDouble(before.at("entries." + i + ".amount_credits")) * 1000);
                }
                long spendable = Long.parseLong(wallet.at("balance_micro_usd"));
                assertEquals(sum, spendable + Long.parseLong(wallet.at("pending_micro_usd")));
                return;
            }
        }
        throw new AssertionError("the statement never stands still");
    }

    private static String withoutRequestId(Reply reply) {
        return reply.text().replaceAll("req_[0-9a-f]+", "");
    }

    private static String hyphenated(String taskId) {
        return taskId.replaceFirst("task_(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
}
