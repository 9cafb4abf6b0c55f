package dev.darkroom.api.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read asks the database once, whatever it shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadsTest {

    private static final int ATTEMPTS = 10;

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(1));
    private String job = "";

    ReadsTest() throws IOException {}

    @BeforeAll
    void make() {
        for (int i = 0; i < 2; i++) {
            String task = api.generate(key, "{\"prompt\":\"a lake\",\"n\":2}").at("task_id");
            assertEquals("succeeded", api.ended(key, task).at("status"));
            job = api.get(key, "/v1/tasks/" + task).header("X-Job-Id").orElseThrow();
        }
    }

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tasks/%s",
                "/v1/tasks/%s/timeline",
                "/v1/tasks",
                "/api/v1/images/%s",
                "/v2/jobs/%s",
                "/v2/jobs",
                "/api/ai/tasks/%s",
                "/api/v1/tasks/%s",
                "/v1/wallet",
                "/v1/wallet/entries"
            })
    void a_read_is_one_statement(String path) throws SQLException {
        String url = path.formatted(job);
        // The key is looked up anew every few seconds, and the worker has questions of its own.
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && fewest > 1; i++) {
            try (StatementLog log = new StatementLog(database)) {
                assertEquals(200, api.get(key, url).status());
                fewest = Math.min(
                        fewest,
                        log.statements().stream().filter(ReadsTest::isOfTheRead).count());
            }
        }
        assertEquals(1, fewest);
    }

    private static boolean isOfTheRead(String statement) {
        return statement.startsWith("SELECT")
                && !statement.contains("FROM api_key")
                && !statement.contains("`api_key`")
                && !statement.contains("check_at <");
    }
}
