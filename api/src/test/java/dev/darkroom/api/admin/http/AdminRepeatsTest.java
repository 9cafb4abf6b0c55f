package dev.darkroom.api.admin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes through the admin API: each is done once under its key, answered alike, and written down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminRepeatsTest {

    private static final String ONE_DOLLAR = "{\"amount_usd\": \"1\", \"reason\": \"x\"}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi first = TestApi.serve(database.config(), temporal, Map.of());
    private final TestApi second = TestApi.serve(database.config(), temporal, Map.of());
    private final Admin admin = new Admin(first);

    AdminRepeatsTest() throws IOException {}

    @AfterAll
    void close() {
        second.close();
        first.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /tenants | {\"name\": \"x\"}",
                "PATCH | /tenants/%s | {\"tier\": \"standard\"}",
                "POST | /tenants/%s/keys | {}",
                "DELETE | /tenants/%s/keys/%s |",
                "POST | /tenants/%s/grants | {\"amount_usd\": \"1\", \"reason\": \"x\"}",
                "PUT | /tiers/standard | {}",
                "PUT | /switches | {\"surface\": \"*\", \"model\": \"*\", \"reason\": \"x\"}",
                "DELETE | /switches?surface=*&model=* |"
            })
    void a_change_without_a_key_is_refused_and_names_the_header(String method, String path, String body) {
        Tenants.Added tenant = first.added(MicroUsd.ofUsd(1));
        String full = path.formatted(tenant.name(), tenant.key().substring(0, 18));
        String asked =
                path.equals("/tiers/standard") ? admin.get(path).text().replace("\"name\":\"standard\",", "") : body;
        long before = rows();
        for (String key : new String[] {null, "", "x".repeat(256)}) {
            Reply refused = admin.send(method, full, asked, key);
            assertEquals(400, refused.status(), refused.text());
            assertEquals("Idempotency-Key", refused.at("error.param"));
        }
        assertEquals(before, rows());
    }

    @Test
    void a_repeat_answers_the_same_bytes_whatever_has_happened_since() {
        String path = "/tenants/" + first.added(MicroUsd.ofUsd(1)).name() + "/grants";
        Reply original = admin.send("POST", path, ONE_DOLLAR, "again");
        admin.send("POST", path, ONE_DOLLAR, "another");
        Reply repeat = admin.send("POST", path, "{ \"reason\": \"x\", \"amount_usd\": \"1\" }", "again");
        assertEquals(original.text(), repeat.text());
        assertEquals(original.status(), repeat.status());
        assertTrue(original.header("Idempotent-Replayed").isEmpty());
        assertEquals("true", repeat.header("Idempotent-Replayed").orElseThrow());
        assertEquals("3", admin.get(path.replace("/grants", "")).at("wallet.balance_usd"));
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        Tenants.Added tenant = first.added(MicroUsd.ofUsd(1));
        String path = "/tenants/" + tenant.name();
        admin.send("POST", path + "/grants", ONE_DOLLAR, "used");
        for (Reply other : List.of(
                admin.send("POST", path + "/grants", "{\"amount_usd\": \"2\", \"reason\": \"x\"}", "used"),
                admin.send("POST", "/tenants/" + first.added(MicroUsd.ZERO).name() + "/grants", ONE_DOLLAR, "used"),
                admin.send("PATCH", path, "{\"tier\": \"standard\"}", "used"))) {
            assertEquals(422, other.status());
            assertEquals("IDEMPOTENCY_KEY_REUSED", other.at("error.code"));
            assertTrue(other.header("X-Job-Id").isEmpty());
        }
        assertEquals("2", admin.get(path).at("wallet.balance_usd"));
    }

    @Test
    void the_key_of_another_administrator_is_another() {
        String path = "/tenants/" + first.added(MicroUsd.ofUsd(1)).name();
        admin.send("POST", path + "/grants", ONE_DOLLAR, "both");
        new Admin(first).send("POST", path + "/grants", ONE_DOLLAR, "both");
        assertEquals("3", admin.get(path).at("wallet.balance_usd"));
    }

    @Test
    void a_refusal_is_not_remembered() {
        assertEquals(
                400,
                admin.send("POST", "/tenants", "{\"name\": \"Late\"}", "late").status());
        assertEquals(
                201,
                admin.send("POST", "/tenants", "{\"name\": \"late\"}", "late").status());
    }

    @Test
    void fifty_equal_grants_at_once_are_one() throws InterruptedException {
        String path = "/tenants/" + first.added(MicroUsd.ofUsd(1)).name();
        Admin other = admin;
        List<Callable<Reply>> calls = IntStream.range(0, 50)
                .<Callable<Reply>>mapToObj(i -> () -> (i % 2 == 0 ? first : second)
                        .send(other.request("POST", path + "/grants", ONE_DOLLAR, "fifty")
                                .header("X-API-Key", other.secret())))
                .toList();
        List<Reply> replies;
        try (ExecutorService executor = Executors.newFixedThreadPool(25)) {
            replies = executor.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
        assertEquals(50, replies.stream().filter(reply -> reply.status() == 201).count());
        assertEquals(1, replies.stream().map(Reply::text).distinct().count());
        assertEquals("2", admin.get(path).at("wallet.balance_usd"));
        assertEquals(1, database.count("SELECT COUNT(*) FROM audit WHERE request_key = 'fifty'"));
    }

    @Test
    void a_secret_is_in_the_first_answer_alone_and_in_no_table() {
        Reply tenant = admin.send("POST", "/tenants", "{\"name\": \"secrets\"}", "t");
        Reply key = admin.send("POST", "/tenants/secrets/keys", "{\"name\": \"ci\"}", "k");
        Reply tenantAgain = admin.send("POST", "/tenants", "{\"name\": \"secrets\"}", "t");
        Reply keyAgain = admin.send("POST", "/tenants/secrets/keys", "{\"name\": \"ci\"}", "k");
        assertEquals(201, keyAgain.status());
        assertEquals(key.at("key.prefix"), keyAgain.at("key.prefix"));
        assertEquals("", keyAgain.at("secret"));
        assertEquals("", tenantAgain.at("webhook_secret"));
        assertTrue(keyAgain.at("note").contains("first answer"));
        assertNotEquals(key.at("note"), keyAgain.at("note"));
        assertEquals(
                keyAgain.text(),
                admin.send("POST", "/tenants/secrets/keys", "{\"name\": \"ci\"}", "k")
                        .text());
        assertEquals("[1]", admin.get("/tenants/secrets/keys").at("keys"));
        assertEquals(1, kept(key.at("key.prefix")));
        assertEquals(0, kept(key.at("secret")));
        assertEquals(0, kept(tenant.at("webhook_secret")));
    }

    @Test
    void every_change_is_one_line_of_the_log_with_its_actor() {
        String name = first.added(MicroUsd.ofUsd(1)).name();
        String path = "/tenants/" + name;
        admin.send("POST", path + "/grants", ONE_DOLLAR, "log1");
        admin.send("POST", path + "/grants", ONE_DOLLAR, "log1");
        admin.send("POST", path + "/grants", "{\"amount_usd\": \"-1\", \"reason\": \"x\"}", "log2");
        String prefix = admin.send("POST", path + "/keys", "{\"scopes\": [\"admin\"]}", "log3")
                .at("key.prefix");
        admin.send("DELETE", path + "/keys/" + prefix, null, "log4");
        Reply log = admin.get("/audit?limit=3");
        assertEquals("[3]", log.at("lines"));
        assertEquals("key.revoke", log.at("lines.0.act"));
        assertEquals(prefix, log.at("lines.0.subject"));
        assertEquals("key.add", log.at("lines.1.act"));
        assertEquals("{\"scopes\":[\"admin\"]}", log.at("lines.1.detail"));
        assertEquals("wallet.grant", log.at("lines.2.act"));
        assertEquals(name, log.at("lines.2.subject"));
        assertEquals(admin.prefix(), log.at("lines.2.actor"));
        assertEquals("log1", log.at("lines.2.idempotency_key"));
        assertEquals("{\"amount_usd\":\"1\",\"reason\":\"x\"}", log.at("lines.2.detail"));
    }

    @Test
    void the_log_goes_on_page_by_page() {
        String path = "/tenants/" + first.added(MicroUsd.ofUsd(1)).name() + "/grants";
        IntStream.range(0, 3).forEach(i -> admin.send("POST", path, ONE_DOLLAR, "page" + i));
        Reply newest = admin.get("/audit?limit=2");
        Reply older = admin.get("/audit?limit=1&cursor=" + newest.at("next_cursor"));
        assertEquals("page2", newest.at("lines.0.idempotency_key"));
        assertEquals("page1", newest.at("lines.1.idempotency_key"));
        assertEquals("page0", older.at("lines.0.idempotency_key"));
        assertEquals("cursor", admin.get("/audit?cursor=1.x").at("error.param"));
    }

    private long kept(String text) {
        return database.count("SELECT COUNT(*) FROM audit WHERE CONCAT(detail, answer) LIKE '%" + text + "%'");
    }

    private long rows() {
        return database.count("SELECT (SELECT COUNT(*) FROM tenant) + (SELECT COUNT(*) FROM api_key) + (SELECT"
            + " COUNT(*) FROM audit) + (SELECT COUNT(*) FROM switch_off) + (SELECT COUNT(*) FROM transfer) + (SELECT"
            + " COUNT(*) FROM api_key WHERE revoked_at IS NOT NULL)");
    }
}
