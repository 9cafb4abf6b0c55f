package dev.darkroom.api.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.DatabaseLink;
import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastUseTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();

    LastUseTest() throws IOException {}

    @AfterAll
    void close() {
        temporal.close();
    }

    @Test
    void a_hundred_requests_of_five_keys_are_one_statement() throws SQLException {
        try (TestApi api = TestApi.serve(database.config(), temporal, Map.of())) {
            List<Tenants.Added> tenants = IntStream.range(0, 5)
                    .mapToObj(i -> api.added(MicroUsd.ZERO))
                    .toList();
            try (StatementLog log = new StatementLog(database)) {
                IntStream.range(0, 20)
                        .forEach(i -> tenants.forEach(tenant -> assertEquals(
                                200, api.get(tenant.key(), "/v1/wallet").status())));
                assertEquals(0, writes(log));
                api.get(LastUse.class).flush();
                assertEquals(1, writes(log));
                api.get(LastUse.class).flush();
                assertEquals(1, writes(log), "nothing was used since");
            }
            tenants.forEach(tenant -> assertNotNull(lastUse(tenant)));
            assertNull(lastUse(api.added(MicroUsd.ZERO)));
        }
    }

    @Test
    void a_process_that_stops_writes_what_it_has() {
        Tenants.Added tenant;
        try (TestApi api = TestApi.serve(database.config(), temporal, Map.of())) {
            tenant = api.added(MicroUsd.ZERO);
            api.get(tenant.key(), "/v1/wallet");
            assertNull(lastUse(tenant));
        }
        assertNotNull(lastUse(tenant));
    }

    @Test
    void a_key_that_is_refused_is_not_used() {
        try (TestApi api = TestApi.serve(database.config(), temporal, Map.of())) {
            Tenants.Added tenant = api.added(MicroUsd.ZERO);
            assertEquals(
                    401,
                    api.get(tenant.key().replaceAll(".{4}$", "AAAA"), "/v1/wallet")
                            .status());
            api.get(LastUse.class).flush();
            assertNull(lastUse(tenant));
        }
    }

    @Test
    void what_cannot_be_written_now_is_written_later() throws IOException {
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestApi api = TestApi.serve(link.config(), temporal, Map.of())) {
            Tenants.Added tenant = api.added(MicroUsd.ZERO);
            api.get(tenant.key(), "/v1/wallet");
            link.cut();
            api.get(LastUse.class).flush();
            link.mend();
            assertNull(lastUse(tenant));
            for (int i = 0; i < 50 && lastUse(tenant) == null; i++) {
                api.get(LastUse.class).flush();
            }
            assertTrue(String.valueOf(lastUse(tenant)).startsWith("20"));
        }
    }

    private static long writes(StatementLog log) throws SQLException {
        return log.statements().stream()
                .filter(statement -> statement.contains("last_used_at ="))
                .count();
    }

    private @Nullable String lastUse(Tenants.Added tenant) {
        return database.query("SELECT last_used_at FROM api_key WHERE tenant_id = '%s'".formatted(tenant.id()));
    }
}
