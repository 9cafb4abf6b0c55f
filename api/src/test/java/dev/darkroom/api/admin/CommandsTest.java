package dev.darkroom.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.testing.TestApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final Beans beans = new ApiBeans();

    CommandsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_tenant_is_added_with_a_key_a_secret_and_credit() {
        Map<String, JsonValue> added = json(new TenantCommand(beans), "add", "acme", "--usd", "2.5", "--json");
        assertEquals(
                List.of("tenant", "tenant_id", "key", "webhook_secret", "balance_usd"), List.copyOf(added.keySet()));
        assertEquals("2.5", text(added, "balance_usd"));
        assertTrue(text(added, "webhook_secret").startsWith("whsec_"));
        assertEquals("2500.0000", api.get(text(added, "key"), "/v1/wallet").at("balance_credits"));
        assertTrue(run(new TenantCommand(beans), "list").contains("acme"));
        assertTrue(run(new TenantCommand(beans), "add", "acme").contains("there is a tenant of that name"));
        assertTrue(run(new TenantCommand(beans), "add", "Ac me").contains("lower-case letters"));
    }

    @Test
    void a_tenant_without_credit_has_no_wallet() {
        Map<String, JsonValue> added = json(new TenantCommand(beans), "add", "broke", "--usd", "0", "--json");
        assertEquals("0", text(added, "balance_usd"));
        String id = text(added, "tenant_id");
        assertEquals(0, database.count("SELECT COUNT(*) FROM wallet WHERE tenant_id = '" + id + "'"));
        assertEquals(
                402, api.generate(text(added, "key"), "{\"prompt\": \"x\"}").status());
    }

    @Test
    void keys_are_added_listed_and_revoked() {
        json(new TenantCommand(beans), "add", "keys", "--json");
        Map<String, JsonValue> added = json(new KeyCommand(beans), "add", "keys", "--scopes", "images:read", "--json");
        String key = text(added, "key");
        assertEquals(403, api.get(key, "/v1/wallet").status());
        String prefix = key.substring(0, 18);
        assertTrue(run(new KeyCommand(beans), "list", "keys").contains(prefix));
        assertTrue(!run(new KeyCommand(beans), "list", "keys").contains(key));
        assertTrue(run(new KeyCommand(beans), "revoke", prefix).contains(prefix));
        assertTrue(run(new KeyCommand(beans), "revoke", prefix).contains("there is no working key"));
        assertTrue(run(new KeyCommand(beans), "add", "nobody").contains("there is no tenant nobody"));
        assertTrue(run(new KeyCommand(beans), "add", "keys", "--scopes", "all").contains("a scope is one of"));
    }

    @Test
    void a_grant_is_given_once_under_one_id() {
        json(new TenantCommand(beans), "add", "granted", "--usd", "1", "--json");
        String[] grant = {"grant", "granted", "--usd", "4", "--reason", "sorry", "--once-id", "x", "--json"};
        assertEquals("true", text(json(new WalletCommand(beans), grant), "granted"));
        Map<String, JsonValue> again = json(new WalletCommand(beans), grant);
        assertEquals("false", text(again, "granted"));
        assertEquals("5", text(again, "balance_usd"));
        assertEquals("true", text(again, "statement_adds_up"));
        assertTrue(run(new WalletCommand(beans), "grant", "granted", "--usd", "0", "--reason", "x")
                .contains("above zero"));
        assertTrue(run(new WalletCommand(beans), "grant", "granted", "--usd", "-1", "--reason", "x")
                .contains("not below zero"));
    }

    @Test
    void a_job_is_shown_with_its_money_and_its_log() {
        Map<String, JsonValue> added = json(new TenantCommand(beans), "add", "jobs", "--json");
        String key = text(added, "key");
        String task = api.generate(key, "{\"prompt\": \"a lake {sandbox: deliver=1}\", \"n\": 2}")
                .at("task_id");
        api.ended(key, task);
        Map<String, JsonValue> job = json(new JobCommand(beans), "show", task, "--json");
        assertEquals("SUCCEEDED", text(job, "state"));
        assertEquals("0.05", text(job, "refunded_usd"));
        String shown = run(new JobCommand(beans), "show", task);
        for (String word : List.of("DEBIT", "CAPTURE", "REFUND", "SUBMITTING", "ENDED", "0.png", "workflow ")) {
            assertTrue(shown.contains(word), () -> word + " in " + shown);
        }
        assertTrue(run(new JobCommand(beans), "show", "x").contains("there is no job x"));
    }

    private Map<String, JsonValue> json(Object command, String... args) {
        return StrictJson.read(run(command, args).trim().getBytes(StandardCharsets.UTF_8))
                .fieldsOrNone();
    }

    private static String run(Object command, String... args) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            out.write(String.valueOf(failure.getMessage()));
            return 1;
        });
        line.execute(args);
        return out.toString();
    }

    private static String text(Map<String, JsonValue> object, String name) {
        return switch (object.get(name)) {
            case JsonValue.Str string -> string.value();
            case JsonValue.Num number -> number.text();
            case JsonValue.Bool bool -> Boolean.toString(bool.value());
            case null, default -> "";
        };
    }

    /** The beans of the running product. */
    private final class ApiBeans implements Beans {
        @Override
        public <T> T get(Class<T> type) {
            return api.get(type);
        }
    }
}
