package dev.darkroom.api.surface.stratizon.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.api.testing.TestReceiver;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, over the whole way: the event, its log, and how it is sent again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTest {

    private static final String ENDPOINTS = "/v1/webhook-endpoints";
    private static final String DELIVERIES = "/v1/webhook-deliveries";
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestReceiver receiver = new TestReceiver();
    private final TestApi api = TestApi.start(
            database,
            temporal,
            Map.of(
                    "darkroom.network.allow-http", true,
                    "darkroom.network.allow-local", true,
                    "darkroom.webhook.redeliveries-per-minute", 2));

    DeliveriesTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        receiver.close();
        temporal.close();
    }

    @Test
    void an_event_is_verified_and_shows_the_task_as_a_read_does() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply endpoint = endpoint(key, "/one");
        Reply task =
                api.ended(key, api.generate(key, "{\"prompt\": \"a lake\"}").at("task_id"));
        TestReceiver.Received event = receiver.await(got -> got.path().equals("/one"));
        assertTrue(event.isSignedBy(endpoint.at("secret")));
        assertEquals("task.succeeded", event.at("event"));
        assertEquals(event.id(), event.at("id"));
        assertEquals(
                unsigned(task.text()), unsigned(JsonText.asRead(event.json().field("data"))));
        Reply log = until(key, "?task_id=" + task.at("task_id"), "delivered");
        assertEquals("[1]", log.at("deliveries"));
        assertEquals(event.id(), log.at("deliveries.0.event_id"));
        assertEquals("succeeded", log.at("deliveries.0.event"));
        assertEquals(task.at("task_id"), log.at("deliveries.0.task_id"));
        assertEquals(endpoint.at("id"), log.at("deliveries.0.endpoint_id"));
        assertEquals("200", log.at("deliveries.0.attempts.0.status"));
        assertEquals("thanks", log.at("deliveries.0.attempts.0.answer"));
    }

    @Test
    void a_chain_tells_of_itself_and_its_steps_of_themselves() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        endpoint(key, "/chain");
        Reply taken = api.post(key, "/v1/chains", """
            {"steps": [{"name": "a", "prompt": "a fox"},
                       {"name": "b", "prompt": "at night", "images": [{"type": "step", "step": "a"}]}]}\
            """);
        Reply chain = api.ended(key, taken.at("task_id"));
        TestReceiver.Received event =
                receiver.await(got -> got.path().equals("/chain") && got.body().contains("\"type\":\"chain\""));
        assertEquals(
                unsigned(chain.text()), unsigned(JsonText.asRead(event.json().field("data"))));
        assertEquals(3, receiver.await(3, got -> got.path().equals("/chain")).size());
    }

    @Test
    void what_arrived_is_sent_again_under_the_same_id() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        endpoint(key, "/again");
        api.generate(key, "{\"prompt\": \"a lake\"}");
        TestReceiver.Received first = receiver.await(got -> got.path().equals("/again"));
        String path = DELIVERIES + "/" + until(key, "", "delivered").at("deliveries.0.id");
        Reply again = api.post(key, path + "/redeliver", "");
        assertEquals(202, again.status(), again::text);
        assertEquals("pending", again.at("state"));
        assertEquals("1", again.at("redeliveries"));
        TestReceiver.Received second =
                receiver.await(2, got -> got.path().equals("/again")).getLast();
        assertEquals(first.id(), second.id());
        assertEquals(unsigned(first.body()), unsigned(second.body()));
        until(key, "", "delivered");
        assertEquals("[2]", api.get(key, path).at("attempts"));
    }

    @Test
    void of_two_wishes_at_once_one_is_done() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String endpoint = endpoint(tenant.key(), "/twice").at("id");
        String path = DELIVERIES + "/" + delivery(tenant, endpoint, 1, "FAILED", "DEAD") + "/redeliver";
        Supplier<Integer> wish = () -> api.post(tenant.key(), path, "").status();
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(wish);
        List<Integer> statuses = Stream.of(wish.get(), other.join()).sorted().toList();
        // The first may have ended before the second came, since there is no such task; then both are done in turn.
        long done = statuses.stream().filter(status -> status == 202).count();
        assertTrue(statuses.equals(List.of(202, 409)) || done == 2, statuses::toString);
        assertEquals(
                done,
                database.count("SELECT redeliveries FROM webhook_delivery WHERE tenant_id = '%s'"
                        .formatted(tenant.id().text())));
    }

    @Test
    void nothing_is_sent_to_an_endpoint_that_was_deleted_beside_it() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String key = tenant.key();
        endpoint(key, "/deleted");
        api.generate(key, "{\"prompt\": \"a lake\"}");
        until(key, "", "delivered");
        String of = " WHERE tenant_id = '%s'".formatted(tenant.id().text());
        database.execute("UPDATE webhook_endpoint SET deleted_at = CURRENT_TIMESTAMP(3)" + of);
        database.execute("UPDATE webhook_delivery SET state = 'PENDING', ended_at = NULL, redeliveries = 1, tries = 0,"
                + " check_at = CURRENT_TIMESTAMP(3)" + of);
        assertEquals("[1]", until(key, "", "dead").at("deliveries.0.attempts"));
    }

    @Test
    void a_url_of_a_request_is_told_again_as_long_as_the_task_knows_it() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String key = tenant.key();
        Reply taken = api.generate(
                key, "{\"prompt\": \"a lake\", \"webhook_url\": \"%s\"}".formatted(receiver.url("/request?a=b")));
        String path = DELIVERIES + "/" + until(key, "", "delivered").at("deliveries.0.id");
        assertTrue(api.get(key, path).text().contains("\"endpoint_id\":null"));
        Reply job = api.get(key, "/v2/jobs/" + taken.header("X-Job-Id").orElseThrow());
        assertEquals("sent", job.at("webhookStatus"), job::text);
        assertEquals("sent", api.get(key, "/v2/jobs").at("jobs.0.webhookStatus"));
        assertEquals(202, api.post(key, path + "/redeliver", "").status());
        assertEquals(2, receiver.await(2, got -> got.path().equals("/request")).size());
        until(key, "", "delivered");
        assertEquals(
                204, send(key, "DELETE", "/v1/tasks/" + taken.at("task_id")).status());
        assertRefused(api.post(key, path + "/redeliver", ""), "URL was removed");
        database.execute("UPDATE webhook_delivery SET state = 'DEAD' WHERE tenant_id = '%s'"
                .formatted(tenant.id().text()));
        assertEquals(
                "failed",
                api.get(key, "/v2/jobs/" + taken.header("X-Job-Id").orElseThrow())
                        .at("webhookStatus"));
    }

    @Test
    void what_cannot_be_sent_again_says_why_and_costs_nothing() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String key = tenant.key();
        String endpoint = endpoint(key, "/gone").at("id");
        String dead = DELIVERIES + "/" + delivery(tenant, endpoint, 1, "SUCCEEDED", "DEAD");
        String pending = DELIVERIES + "/" + delivery(tenant, endpoint, 2, "FAILED", "PENDING");
        String progress = DELIVERIES + "/" + delivery(tenant, endpoint, 3, "PROGRESSED", "DEAD");
        String test = DELIVERIES + "/" + delivery(tenant, endpoint, 4, "TEST", "DEAD");
        assertRefused(api.post(key, pending + "/redeliver", ""), "is pending");
        assertRefused(api.post(key, progress + "/redeliver", ""), "are sent once");
        assertRefused(api.post(key, test + "/redeliver", ""), "are sent once");
        patch(key, ENDPOINTS + "/" + endpoint, "{\"state\": \"disabled\"}");
        assertRefused(api.post(key, dead + "/redeliver", ""), "is disabled");
        String all = ENDPOINTS + "/" + endpoint + "/redeliver?since=2026-01-01T00:00:00Z";
        assertRefused(api.post(key, all, ""), "is disabled");
        assertEquals(204, send(key, "DELETE", ENDPOINTS + "/" + endpoint).status());
        assertRefused(api.post(key, dead + "/redeliver", ""), "was deleted");
        assertEquals("dead", api.get(key, pending).at("state"), "its endpoint is gone");
        assertEquals("0", api.get(key, dead).at("redeliveries"));
    }

    @Test
    void what_did_not_arrive_is_sent_again_together_as_far_as_the_limit_goes() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String key = tenant.key();
        String endpoint = endpoint(key, "/many").at("id");
        delivery(tenant, endpoint, 1, "SUCCEEDED", "DEAD");
        delivery(tenant, endpoint, 2, "SUCCEEDED", "DELIVERED");
        delivery(tenant, endpoint, 3, "FAILED", "ABANDONED");
        delivery(tenant, endpoint, 4, "PROGRESSED", "DEAD");
        String last = delivery(tenant, endpoint, 5, "CANCELED", "DEAD");
        String path = ENDPOINTS + "/" + endpoint + "/redeliver?since=";
        Reply late = api.post(key, path + "2099-01-01T00:00:00Z", "");
        assertEquals("{\"redelivered\":0,\"has_more\":false}", late.text());
        Reply sent = api.post(key, path + "2026-01-01T00:00:00Z", "");
        assertEquals(202, sent.status());
        assertEquals("{\"redelivered\":2,\"has_more\":true}", sent.text());
        String redelivered = "SELECT COUNT(*) FROM webhook_delivery WHERE redeliveries = 1 AND tenant_id = '%s'"
                .formatted(tenant.id().text());
        assertEquals(2, database.count(redelivered));
        for (String more : new String[] {path + "2026-01-01T00:00:00Z", DELIVERIES + "/" + last + "/redeliver"}) {
            Reply refused = api.post(key, more, "");
            assertEquals(429, refused.status(), refused::text);
            assertEquals("RATE_LIMITED", refused.at("error.code"));
            int after = Integer.parseInt(refused.header("Retry-After").orElseThrow());
            assertTrue(after >= 1 && after <= 30, refused.header("Retry-After")::toString);
        }
        assertEquals(2, database.count(redelivered));
        assertEquals("dead", api.get(key, DELIVERIES + "/" + last).at("state"));
    }

    @Test
    void the_log_is_paged_and_filtered() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        String key = tenant.key();
        String one = endpoint(key, "/log").at("id");
        String two = endpoint(key, "/log").at("id");
        delivery(tenant, one, 1, "SUCCEEDED", "DEAD");
        delivery(tenant, two, 2, "SUCCEEDED", "DELIVERED");
        String third = delivery(tenant, one, 3, "FAILED", "DELIVERED");
        attempts(third, 35);
        assertEquals("321", order(key, ""));
        assertEquals("31", order(key, "?endpoint_id=" + one));
        assertEquals("32", order(key, "?state=delivered"));
        assertEquals("3", order(key, "?event=failed"));
        assertEquals("2", order(key, "?task_id=" + task(2)));
        assertEquals("32", order(key, "?since=2026-01-01T00:00:02Z"));
        assertEquals("1", order(key, "?until=2026-01-01T00:00:02Z"));
        assertEquals("", order(key, "?event=test"));
        Reply first = api.get(key, DELIVERIES + "?limit=2");
        assertEquals("[2]", first.at("deliveries"));
        assertEquals("[30]", first.at("deliveries.0.attempts"));
        assertEquals("506", first.at("deliveries.0.attempts.0.status"), "the newest, oldest first");
        assertEquals("535", first.at("deliveries.0.attempts.29.status"));
        Reply rest = api.get(key, DELIVERIES + "?limit=2&cursor=" + first.at("next_cursor"));
        assertEquals("[1]", rest.at("deliveries"));
        assertTrue(rest.text().contains("\"next_cursor\":null"));
        String other = api.tenant(MicroUsd.ofUsd(1));
        Reply stolen = api.get(other, DELIVERIES + "?cursor=" + first.at("next_cursor"));
        assertEquals(400, stolen.status());
        assertEquals("cursor", stolen.at("error.param"));
        assertEquals("", order(other, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "state=done,          state",
        "event=task.failed,   event",
        "task_id=x,           task_id",
        "endpoint_id=whd_1,   endpoint_id",
        "since=today,         since",
        "limit=0,             limit",
        "limit=101,           limit",
        "colour=red,          colour"
    })
    void a_wrong_query_is_named(String query, String param) {
        Reply refused = api.get(api.tenant(MicroUsd.ofUsd(1)), DELIVERIES + "?" + query);
        assertEquals(400, refused.status());
        assertEquals(param, refused.at("error.param"));
    }

    @ParameterizedTest
    @CsvSource({"redeliver, since", "redeliver?since=x, since", "redeliver?since=2026-01-01T00:00:00Z&all=true, all"})
    void a_wrong_query_of_a_redelivery_is_named(String path, String param) {
        String none = ENDPOINTS + "/whe_0197a3c400007000800000000000000e/";
        Reply refused = api.post(api.tenant(MicroUsd.ofUsd(1)), none + path, "");
        assertEquals(400, refused.status());
        assertEquals(param, refused.at("error.param"));
    }

    @Test
    void anothers_delivery_is_as_absent_as_none() {
        Tenants.Added owner = api.added(MicroUsd.ofUsd(1));
        String id = delivery(owner, endpoint(owner.key(), "/mine").at("id"), 1, "FAILED", "DEAD");
        String key = api.tenant(MicroUsd.ofUsd(1));
        for (String method : new String[] {"GET", "POST"}) {
            String rest = method.equals("POST") ? "/redeliver" : "";
            String none =
                    withoutRequest(send(key, method, DELIVERIES + "/whd_0197a3c4000070008000000000000001" + rest));
            assertTrue(none.startsWith("404 "), none);
            for (String other : new String[] {id, id.replace("whd_", "whe_"), "x"}) {
                assertEquals(none, withoutRequest(send(key, method, DELIVERIES + "/" + other + rest)), other);
            }
        }
        assertEquals("0", api.get(owner.key(), DELIVERIES + "/" + id).at("redeliveries"));
    }

    private static void assertRefused(Reply reply, String why) {
        assertEquals(409, reply.status(), reply::text);
        assertTrue(reply.at("error.message").contains(why), reply::text);
    }

    /** The marks of the deliveries in a page: the last digit of each task's id. */
    private String order(String key, String query) {
        Reply page = api.get(key, DELIVERIES + query);
        assertEquals(200, page.status(), page::text);
        StringBuilder marks = new StringBuilder();
        for (int i = 0; !page.at("deliveries.%d.task_id".formatted(i)).isEmpty(); i++) {
            String task = page.at("deliveries.%d.task_id".formatted(i));
            marks.append(task.charAt(task.length() - 1));
        }
        return marks.toString();
    }

    /** The newest delivery of a page, once it stands so. */
    private Reply until(String key, String query, String state) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            Reply page = api.get(key, DELIVERIES + query);
            if (page.at("deliveries.0.state").equals(state)) {
                return page;
            }
            TestApi.pause(Duration.ofMillis(50));
        }
        throw new AssertionError(api.get(key, DELIVERIES + query).text());
    }

    private Reply endpoint(String key, String path) {
        Reply added = api.post(key, ENDPOINTS, "{\"url\": \"%s\"}".formatted(receiver.url(path)));
        assertEquals(201, added.status(), added::text);
        return added;
    }

    /** A delivery that nobody is at work on, at that second of the year. */
    private String delivery(Tenants.Added tenant, String endpoint, int mark, String kind, String state) {
        String tenantId = tenant.id().text();
        String hex = tenantId.substring(tenantId.length() - 8);
        String id = "019b7710-%04d-7000-8000-0000%s".formatted(mark, hex);
        String event = "0197a3c4-%04d-8000-8000-0000%s".formatted(mark, hex);
        String at = "2026-01-01 00:00:%02d.000".formatted(mark);
        String job = kind.equals("TEST") ? "NULL" : "'0197a3c4-0000-7000-8000-00000000000%d'".formatted(mark);
        database.execute(
                "INSERT INTO webhook_event (id, tenant_id, job_id, kind, at) VALUES ('%s', '%s', %s, '%s', '%s')"
                        .formatted(event, tenantId, job, kind, at));
        boolean pending = state.equals("PENDING");
        database.execute("""
            INSERT INTO webhook_delivery (id, event_id, tenant_id, endpoint_id, url_host, state, created_at, ended_at,
            check_at) VALUES ('%s', '%s', '%s', '%s', '127.0.0.1', '%s', '%s', %s, %s)\
            """.formatted(
                        id,
                        event,
                        tenantId,
                        WebhookIds.endpoint(endpoint).orElseThrow(),
                        state,
                        at,
                        pending ? "NULL" : "CURRENT_TIMESTAMP(3)",
                        pending ? "'2099-01-01'" : "NULL"));
        return WebhookIds.ofDelivery(id);
    }

    private static String task(int mark) {
        return "task_0197a3c400007000800000000000000" + mark;
    }

    private void attempts(String delivery, int count) {
        String id = WebhookIds.delivery(delivery).orElseThrow();
        for (int seq = 1; seq <= count; seq++) {
            database.execute("INSERT INTO webhook_attempt VALUES ('%s', %d, '2026-01-01', %d, 1, NULL, '')"
                    .formatted(id, seq, 500 + seq));
        }
        database.execute("UPDATE webhook_delivery SET attempts = %d WHERE id = '%s'".formatted(count, id));
    }

    private void patch(String key, String path, String json) {
        Reply reply = api.send(api.request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
        assertEquals(200, reply.status(), reply::text);
    }

    private Reply send(String key, String method, String path) {
        return api.send(
                api.request(path).header("Authorization", "Bearer " + key).method(method, BodyPublishers.noBody()));
    }

    private static String withoutRequest(Reply reply) {
        return reply.status() + " " + reply.text().replaceAll("req_[0-9a-f]+", "req_");
    }

    /** URLs are signed at the moment. */
    private static String unsigned(String json) {
        String unsigned = json.replaceAll("expires=\\d+&signature=[\\w-]+", "");
        assertFalse(unsigned.contains("signature="));
        return unsigned;
    }
}
