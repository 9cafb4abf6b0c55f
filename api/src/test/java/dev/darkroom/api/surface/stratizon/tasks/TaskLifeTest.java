package dev.darkroom.api.surface.stratizon.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tasks that are canceled, followed and looked back at, over HTTP and with a worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskLifeTest {

    private static final String SLOW = "{\"prompt\": \"a lake {sandbox: delay=60s}\"}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(
            database,
            temporal,
            Map.of("darkroom.streams.comment-every", "1s", "darkroom.sandbox.cost.micro.usd", 7_000));

    TaskLifeTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    /** An event of a stream; its id and its data are empty where it has none. */
    private record Told(String id, String name, String data) {}

    @Test
    void a_task_at_its_provider_is_canceled_and_refunded() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String task = running(key);
        Reply canceling = cancel(key, task);
        assertEquals(202, canceling.status());
        assertEquals(task, canceling.at("task_id"));
        assertEquals("running", canceling.at("status"));
        assertEquals(202, cancel(key, task).status(), "until it has ended, a second cancel is as good as the first");
        Reply ended = api.ended(key, task);
        assertEquals("canceled", ended.at("status"));
        assertEquals("CANCELED", ended.at("error.code"));
        assertEquals("50.0000", ended.at("billing.refunded_credits"));
        assertEquals("1000000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
        Reply again = cancel(key, task);
        assertEquals(409, again.status());
        assertEquals("The task is already canceled.", again.at("error.message"));
        assertEquals(canceling.header("X-Job-Id"), again.header("X-Job-Id"));
    }

    @Test
    void what_the_provider_bills_is_ours_and_no_caller_sees_it() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String task = running(key);
        String job = cancel(key, task).header("X-Job-Id").orElseThrow();
        api.ended(key, task);
        assertEquals(
                "7000", database.query("SELECT amount FROM transfer WHERE kind = 'LOSS' AND job_id = '" + job + "'"));
        assertFalse(api.get(key, "/v1/wallet/entries").text().contains("7.0000"));
        assertFalse(api.get(key, "/v1/tasks/" + task + "/timeline").text().contains("7.0000"));
    }

    @Test
    void a_task_that_has_succeeded_says_so_to_a_cancel() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String task = finished(key);
        Reply late = cancel(key, task);
        assertEquals(409, late.status());
        assertEquals("CONFLICT", late.at("error.code"));
        assertEquals("The task has already succeeded.", late.at("error.message"));
        assertEquals("succeeded", api.get(key, "/v1/tasks/" + task).at("status"));
    }

    @Test
    void a_cancel_needs_no_body_and_takes_none() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String path = "/v1/tasks/" + finished(key) + "/cancel";
        assertEquals(409, api.post(key, path, "").status());
        assertEquals(409, api.post(key, path, "{}").status());
        assertEquals("reason", api.post(key, path, "{\"reason\": 1}").at("error.param"));
        assertEquals(400, api.post(key, path, "[]").status());
        assertEquals(400, api.post(key, path + "?force=true", "").status());
    }

    @Test
    void a_task_is_told_as_it_happens_and_again_to_whoever_was_cut_off() throws Exception {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String task = api.generate(key, "{\"prompt\": \"a lake {sandbox: delay=5s}\", \"n\": 2}")
                .at("task_id");
        Reply live = CompletableFuture.supplyAsync(() -> follow(key, task)).get();
        assertEquals(200, live.status());
        assertEquals("text/event-stream", live.header("Content-Type").orElseThrow());
        assertTrue(live.header("X-Job-Id").isPresent());
        List<Told> told = told(live);
        assertEquals(List.of("1", "2", "3", "4", "5"), ids(told));
        assertEquals(2, count(told, "artifact"));
        assertTrue(count(told, "progress") >= 1, live::text);
        assertEquals("done", told.getLast().name());
        assertEquals(
                unsigned(api.get(key, "/v1/tasks/" + task).text()),
                unsigned(told.getLast().data()));
        assertTrue(live.text().contains(": still here"), live::text);

        List<Told> replayed = told(follow(key, task));
        assertEquals(List.of("1", "2", "3", "4", "5"), ids(replayed));
        assertEquals(0, count(replayed, "progress"));
        List<Told> rest = told(follow(key, task, "Last-Event-ID", "3"));
        assertEquals(List.of("4", "5"), ids(rest));
        assertEquals(2, count(rest, "artifact"));
        List<Told> onlyTheEnd = told(follow(key, task, "Last-Event-ID", "5"));
        assertEquals(
                List.of("artifact", "artifact", "done"),
                onlyTheEnd.stream().map(Told::name).toList());
    }

    @Test
    void a_stream_ends_with_a_cancel() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String task = running(key);
        CompletableFuture<Reply> stream = CompletableFuture.supplyAsync(() -> follow(key, task));
        TestApi.pause(Duration.ofMillis(500));
        cancel(key, task);
        List<Told> told = told(stream.join());
        assertTrue(told.stream().anyMatch(each -> each.data().contains("CANCEL_REQUESTED")), told::toString);
        assertTrue(told.getLast().data().contains("\"status\":\"canceled\""), told::toString);
    }

    @Test
    void the_timeline_is_the_log() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String task = finished(key);
        Reply timeline = api.get(key, "/v1/tasks/" + task + "/timeline");
        assertEquals(200, timeline.status());
        assertEquals(task, timeline.at("task_id"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String entry = "entries." + i + ".";
            lines.add(Stream.of("state", "cause", "attempt", "provider", "amount_credits")
                    .map(field -> timeline.at(entry + field))
                    .reduce("", (left, right) -> left + " " + right)
                    .trim());
        }
        assertEquals("[5]", timeline.at("entries"));
        assertEquals(
                List.of(
                        "queued ACCEPTED   50.0000",
                        "queued CHARGED   50.0000",
                        "running SUBMITTING 1 sandbox",
                        "running SUBMITTED 1 sandbox",
                        "succeeded ENDED  sandbox 0.0000"),
                lines);
    }

    @Test
    void another_tenants_task_is_as_absent_as_one_that_never_was() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        String other = api.tenant(MicroUsd.ofUsd(1));
        String task = running(key);
        String never = "task_" + "0".repeat(32);
        assertSame(cancel(other, task), cancel(other, never));
        for (String what : List.of("/events", "/timeline")) {
            assertSame(api.get(other, "/v1/tasks/" + task + what), api.get(other, "/v1/tasks/" + never + what));
        }
        assertEquals("running", api.get(key, "/v1/tasks/" + task).at("status"));
        cancel(key, task);
    }

    @Test
    void a_wrong_last_event_is_named() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply refused = follow(key, finished(key), "Last-Event-ID", "x");
        assertEquals(400, refused.status());
        assertEquals("Last-Event-ID", refused.at("error.param"));
    }

    @Test
    void a_task_that_does_not_start_in_time_is_canceled_and_refunded() {
        api.get(Tiers.class).put(new Tier("one", 1, 100, null, 1000, 1000, 1000, 1000));
        String key = api.get(Tenants.class).add("one", "one", MicroUsd.ofUsd(1)).key();
        String first = running(key);
        String late = api.generate(key, "{\"prompt\": \"a lake\", \"expires_after\": 1}")
                .at("task_id");
        String later = api.generate(key, "{\"prompt\": \"a lake\"}", "Cancel-After", "2s")
                .at("task_id");
        for (String task : List.of(late, later)) {
            Reply ended = api.ended(key, task);
            assertEquals("canceled", ended.at("status"));
            assertEquals("EXPIRED", ended.at("error.code"));
            assertEquals("50.0000", ended.at("billing.refunded_credits"));
        }
        assertEquals(202, cancel(key, first).status());
    }

    @Test
    void a_cancel_is_decided_without_temporal() throws IOException {
        Map<String, Object> away = Map.of("darkroom.temporal.address", "127.0.0.1:1");
        try (TestApi alone = TestApi.serve(database.config(), temporal, away)) {
            String key = alone.tenant(MicroUsd.ofUsd(1));
            String task = alone.generate(key, SLOW).at("task_id");
            Reply canceled = alone.post(key, "/v1/tasks/" + task + "/cancel", "");
            assertEquals(202, canceled.status());
            assertEquals("canceled", canceled.at("status"));
            assertEquals("0.0000", canceled.at("billing.charged_credits"));
            assertEquals("1000000", alone.get(key, "/v1/wallet").at("balance_micro_usd"));
        }
    }

    private static void assertSame(Reply foreign, Reply never) {
        assertEquals(404, foreign.status());
        assertEquals("application/json", foreign.header("Content-Type").orElseThrow());
        String ids = "req_[0-9a-f]+";
        assertEquals(never.text().replaceAll(ids, ""), foreign.text().replaceAll(ids, ""));
    }

    private String running(String key) {
        String task = api.generate(key, SLOW).at("task_id");
        api.until(key, task, reply -> reply.at("status").equals("running"));
        return task;
    }

    private String finished(String key) {
        String task = api.generate(key, "{\"prompt\": \"a lake\"}").at("task_id");
        assertEquals("succeeded", api.ended(key, task).at("status"));
        return task;
    }

    private Reply cancel(String key, String task) {
        return api.post(key, "/v1/tasks/" + task + "/cancel", "");
    }

    private Reply follow(String key, String task, String... headers) {
        var request = api.request("/v1/tasks/" + task + "/events").header("Authorization", "Bearer " + key);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return api.send(request.header("Accept", "text/event-stream").GET());
    }

    private static List<Told> told(Reply stream) {
        return Stream.of(stream.text().split("\n\n+"))
                .filter(block -> block.contains("event: "))
                .map(block -> new Told(field(block, "id"), field(block, "event"), field(block, "data")))
                .toList();
    }

    private static String field(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private static List<String> ids(List<Told> told) {
        return told.stream().map(Told::id).filter(id -> !id.isEmpty()).toList();
    }

    private static long count(List<Told> told, String name) {
        return told.stream().filter(each -> each.name().equals(name)).count();
    }

    /** URLs are signed anew at each read. */
    private static String unsigned(String json) {
        return json.replaceAll("expires=\\d+&signature=[\\w-]+", "");
    }
}
