package dev.darkroom.api.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller is told whose job ends while it waits, and cannot be shown by a mistake of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitMistakesTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());

    WaitMistakesTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    /** Nobody works here: the job ends by the test's own hand, with a size that no image can have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/v1/images/generations        | {\"prompt\": \"a lake\"} | error.code | INTERNAL_ERROR",
                "/openai/v1/images/generations | {\"prompt\": \"a lake\"} | error.code | server_error",
                "/api/v1/images/generate | {\"prompt\": \"a lake\", \"model\": \"vertex/nano-banana-flash\"}"
                        + " | error | Internal Server Error"
            })
    void a_job_that_cannot_be_shown_is_a_mistake_of_ours_and_is_named(
            String path, String body, String field, String code) {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        CompletableFuture<Reply> waiting =
                CompletableFuture.supplyAsync(() -> api.post(tenant.key(), path, body, "Prefer", "wait=60"));
        String job = accepted(tenant);
        database.execute("UPDATE job SET state = 'FAILED', outcome_failure = 'PROVIDER_ERROR', request_width = 0,"
                + " completed_at = NOW(3), check_at = NULL WHERE id = '" + job + "'");
        Reply told = waiting.join();
        assertEquals(500, told.status(), told::text);
        assertEquals(code, told.at(field), told::text);
        assertEquals(job, told.header("X-Job-Id").orElseThrow());
        assertTrue(told.header("X-Request-Id").isPresent());
        boolean retries = path.startsWith("/openai");
        assertEquals(retries ? "false" : "", told.header("x-should-retry").orElse(""));
    }

    private String accepted(Tenants.Added tenant) {
        String sql = "SELECT id FROM job WHERE tenant_id = '%s'"
                .formatted(tenant.id().text());
        for (int look = 0; look < 600; look++) {
            String job = database.query(sql);
            if (job != null) {
                return job;
            }
            TestApi.pause(Duration.ofMillis(50));
        }
        throw new AssertionError("no job is accepted");
    }
}
