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
import java.time.Duration;
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
    void a_key_has_a_name_models_and_a_monthly_limit() {
        json(new TenantCommand(beans), "add", "limited", "--json");
        Map<String, JsonValue> added = json(
                new KeyCommand(beans),
                "add",
                "limited",
                "--name",
                "nightly",
                "--models",
                "gpt-image-2",
                "--month-limit",
                "2.5",
                "--json");
        assertEquals("nightly", text(added, "name"));
        String shown = run(new KeyCommand(beans), "list", "limited");
        for (String word : List.of("nightly", "gpt-image-2", "2.5", "last used at", "month spent usd")) {
            assertTrue(shown.contains(word), () -> word + " in " + shown);
        }
        assertTrue(run(new KeyCommand(beans), "add", "limited", "--models", "gpt-9")
                .contains("there is no model gpt-9 in the catalogue"));
        assertTrue(run(new KeyCommand(beans), "add", "limited", "--month-limit", "-1")
                .contains("not below zero"));
        assertTrue(run(new KeyCommand(beans), "add", "limited", "--name", "x".repeat(65))
                .contains("at most 64 characters"));
    }

    @Test
    void a_tier_is_set_step_by_step_and_a_tenant_is_moved_to_it() {
        Map<String, JsonValue> made =
                json(new TierCommand(beans), "set", "gold", "--post-burst", "9", "--daily-images", "5", "--json");
        assertEquals("9", text(made, "post_burst"));
        assertEquals("20", text(made, "post_per_second"), "as in the tier standard");
        Map<String, JsonValue> changed =
                json(new TierCommand(beans), "set", "gold", "--daily-images", "none", "--json");
        assertEquals("9", text(changed, "post_burst"));
        assertEquals(new JsonValue.Null(), changed.get("daily_images"));
        assertTrue(run(new TierCommand(beans), "list").contains("gold"));
        assertTrue(
                run(new TierCommand(beans), "set", "gold", "--post-burst", "0").contains("post_burst must be"));
        assertTrue(run(new TierCommand(beans), "set", "Gold").contains("a tier's name has"));
        assertTrue(run(new TierCommand(beans), "set", "gold", "--daily-images", "few")
                .contains("--daily-images is a number or none"));

        String key = text(json(new TenantCommand(beans), "add", "golden", "--tier", "gold", "--json"), "key");
        assertEquals("9", api.generate(key, "{").header("X-RateLimit-Limit").orElseThrow());
        assertEquals("standard", text(json(new TenantCommand(beans), "tier", "golden", "standard", "--json"), "tier"));
        assertTrue(run(new TenantCommand(beans), "list").contains("standard"));
        assertTrue(run(new TenantCommand(beans), "tier", "golden", "lead").contains("there is no tier of that name"));
        assertTrue(run(new TenantCommand(beans), "tier", "nobody", "gold").contains("there is no tenant nobody"));
        assertTrue(run(new TenantCommand(beans), "add", "leaden", "--tier", "lead")
                .contains("there is no tier of that name"));
    }

    @Test
    void a_model_is_switched_off_and_on() {
        json(new SwitchCommand(beans), "off", "stratizon", "gpt-image-2", "--reason", "upstream", "--json");
        assertTrue(run(new SwitchCommand(beans), "list").contains("upstream"));
        json(new SwitchCommand(beans), "on", "stratizon", "gpt-image-2", "--json");
        assertTrue(!run(new SwitchCommand(beans), "list").contains("upstream"));
        assertTrue(run(new SwitchCommand(beans), "on", "stratizon", "ü").contains("that is not switched off"));
        assertTrue(run(new SwitchCommand(beans), "off", "moon", "*", "--reason", "x")
                .contains("a surface is one of"));
        assertTrue(run(new SwitchCommand(beans), "off", "*", "gpt-9", "--reason", "x")
                .contains("a model is the id"));
    }

    @Test
    void what_a_command_did_is_in_the_audit_log_and_what_it_did_not_is_not() {
        String key = text(json(new TenantCommand(beans), "add", "audited", "--json"), "key");
        run(new TenantCommand(beans), "add", "audited");
        run(new WalletCommand(beans), "grant", "audited", "--usd", "1", "--reason", "x", "--once-id", "a");
        run(new WalletCommand(beans), "grant", "audited", "--usd", "1", "--reason", "x", "--once-id", "a");
        run(new WalletCommand(beans), "grant", "audited", "--usd", "1000000000", "--reason", "x");
        run(new KeyCommand(beans), "revoke", key.substring(0, 18));
        run(new KeyCommand(beans), "revoke", key.substring(0, 18));
        String where =
                " FROM audit WHERE actor = 'operator' AND subject IN ('audited', '%s')".formatted(key.substring(0, 18));
        assertEquals(
                "tenant.add,wallet.grant,key.revoke", database.query("SELECT GROUP_CONCAT(act ORDER BY id)" + where));
        assertEquals(0, database.count("SELECT COUNT(*)" + where + " AND detail LIKE '%sk-dr-%'"));
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

    @Test
    void a_job_whose_workflow_was_terminated_is_found_and_settled_and_its_repair_is_shown() {
        Map<String, JsonValue> added = json(new TenantCommand(beans), "add", "forgotten", "--json");
        String key = text(added, "key");
        String task = api.generate(key, "{\"prompt\": \"a lake {sandbox: delay=60s}\"}")
                .at("task_id");
        String job = text(json(new JobCommand(beans), "show", task, "--json"), "job");
        TestApi.pause(Duration.ofSeconds(1));
        temporal.terminate(job);
        Map<String, JsonValue> seen = json(new ReconcileCommand(beans), "--dry-run", "--json");
        assertEquals("1", text(seen, "left"));
        assertEquals("0", text(json(new ReconcileCommand(beans), "--apply", "--json"), "left"));
        assertEquals("FAILED", text(json(new JobCommand(beans), "show", task, "--json"), "state"));
        assertTrue(run(new JobCommand(beans), "show", task).contains("JOB_SETTLED"));
        assertTrue(run(new ReconcileCommand(beans)).isEmpty(), "neither --dry-run nor --apply is no command");
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
