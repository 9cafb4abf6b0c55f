package dev.darkroom.api.admin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Beans;
import dev.darkroom.api.admin.TenantCommand;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A tenant whose images and texts are removed, and how long those of others are kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EraseTest {

    private static final int TRIES = 200;

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of("darkroom.retention-every", "1s"));
    private final Admin admin = new Admin(api);

    EraseTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void an_erased_tenant_has_no_keys_no_texts_and_no_images_and_its_ledger_stays() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        Reply task = finished(tenant.key());
        long lines = lines(tenant);
        String path = "/tenants/" + tenant.name() + "/erase";
        Reply erased = admin.send("POST", path, null, "erase-" + tenant.name());
        assertEquals(200, erased.status(), erased::text);
        assertNotEquals("", erased.at("tenant.erased_at"));
        assertEquals(
                erased.text(),
                admin.send("POST", path, null, "erase-" + tenant.name()).text(),
                "a repeat");
        assertEquals(0, unrevoked(tenant), "no key of it works");
        for (int i = 0; i < TRIES && left(tenant) > 0; i++) {
            TestApi.pause(Duration.ofMillis(100));
        }
        assertEquals(0, left(tenant), "a worker has removed them");
        assertEquals(404, api.send(api.request(task.at("output.images.0.url"))).status());
        assertEquals(1, database.count("SELECT COUNT(*) FROM job WHERE tenant_id = '" + tenant.id() + "'"));
        assertEquals(lines, lines(tenant));
        assertTrue(admin.get("/audit?limit=5").text().contains("tenant.erase"));
    }

    @Test
    void a_tenant_with_a_task_that_has_not_ended_is_left_alone() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        Reply running = api.generate(tenant.key(), "{\"prompt\": \"a lake {sandbox: delay=2s}\"}");
        Reply refused = admin.send("POST", "/tenants/" + tenant.name() + "/erase", null);
        assertEquals(409, refused.status(), refused::text);
        assertEquals("succeeded", api.ended(tenant.key(), running.at("task_id")).at("status"));
        assertEquals(404, admin.send("POST", "/tenants/nobody/erase", null).status());
    }

    @Test
    void the_command_has_removed_all_when_it_is_done() {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        finished(tenant.key());
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new TenantCommand(new ApiBeans()));
        command.setOut(new PrintWriter(out));
        assertEquals(0, command.execute("erase", tenant.name(), "--json"));
        assertTrue(out.toString().contains("\"tasks\":1"), out::toString);
        assertEquals(0, left(tenant));
        assertNotEquals(0, command.execute("erase", "nobody"));
    }

    @Test
    void how_long_and_how_much_is_kept_is_set_per_tenant() {
        String path = "/tenants/" + api.added(MicroUsd.ofUsd(1)).name();
        Reply set = admin.send("PATCH", path, "{\"retention_days\": 7, \"storage_quota_bytes\": 1000000}");
        assertEquals("7", set.at("tenant.retention_days"), set::text);
        assertEquals("1000000", set.at("tenant.storage_quota_bytes"));
        Reply one = admin.send("PATCH", path, "{\"storage_quota_bytes\": null}");
        assertEquals("7", one.at("tenant.retention_days"), "what is not said stays");
        assertEquals("", one.at("tenant.storage_quota_bytes"));
        assertEquals("", admin.get(path).at("tenant.erased_at"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retention_days | {\"retention_days\": 0}",
                "retention_days | {\"retention_days\": 3651}",
                "retention_days | {\"retention_days\": \"7\"}",
                "storage_quota_bytes | {\"storage_quota_bytes\": -1}",
                "storage_quota_bytes | {\"storage_quota_bytes\": 1.5}"
            })
    void what_cannot_be_is_refused_by_its_field(String field, String body) {
        Reply refused =
                admin.send("PATCH", "/tenants/" + api.added(MicroUsd.ZERO).name(), body);
        assertEquals(400, refused.status());
        assertEquals(field, refused.at("error.param"));
    }

    private Reply finished(String key) {
        return api.ended(
                key, api.generate(key, "{\"prompt\": \"a secret lake\"}").at("task_id"));
    }

    private long left(Tenants.Added tenant) {
        return database.count(
                "SELECT (SELECT COUNT(*) FROM job WHERE tenant_id = '%1$s' AND request_prompt IS NOT NULL)"
                                .formatted(tenant.id())
                        + " + (SELECT COUNT(*) FROM artifact WHERE tenant_id = '%1$s' AND deleted_at IS NULL)"
                                .formatted(tenant.id())
                        + " + (SELECT COUNT(*) FROM blob_trash WHERE blob_key LIKE 't/%1$s/%%')"
                                .formatted(tenant.id()));
    }

    private long unrevoked(Tenants.Added tenant) {
        return database.count(
                "SELECT COUNT(*) FROM api_key WHERE revoked_at IS NULL AND tenant_id = '" + tenant.id() + "'");
    }

    private long lines(Tenants.Added tenant) {
        return database.count("SELECT COUNT(*) FROM transfer WHERE tenant_id = '" + tenant.id() + "'");
    }

    /** The beans of the api that runs. */
    private final class ApiBeans implements Beans {
        @Override
        public <T> T get(Class<T> type) {
            return api.get(type);
        }
    }
}
