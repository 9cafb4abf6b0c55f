package dev.darkroom.api.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.testing.DatabaseLink;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What callers meet while something is away, and what becomes of their jobs. */
class OutageTest {

    private static final String BODY = "{\"prompt\": \"a lake\"}";

    private final TestDatabase database = TestDatabase.create();

    @Test
    void a_database_that_is_away_or_frozen_is_said_within_three_seconds() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                DatabaseLink link = new DatabaseLink(database.config());
                TestApi api = TestApi.serve(link.config(), temporal, Map.of("darkroom.db.timeout", "1s"))) {
            String key = api.tenant(MicroUsd.ofUsd(1));
            assertEquals(202, api.generate(key, BODY).status());
            link.cut();
            assertUnavailable(api, key);
            link.mend();
            api.until(key, "ig_" + "0".repeat(32), reply -> reply.status() == 404);
            assertEquals(202, api.generate(key, BODY).status());
            link.freeze();
            assertUnavailable(api, key);
            link.mend();
            api.until(key, "ig_" + "0".repeat(32), reply -> reply.status() == 404);
            assertEquals("[2]", api.get(key, "/v1/tasks").at("tasks"));
        }
    }

    @Test
    void a_commit_whose_answer_is_lost_is_accepted_and_one_that_is_unknown_is_named() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                DatabaseLink link = new DatabaseLink(database.config());
                TestApi api = TestApi.serve(link.config(), temporal, Map.of("darkroom.db.timeout", "1s"))) {
            String key = api.tenant(MicroUsd.ofUsd(1));
            api.get(key, "/v1/wallet");
            link.loseAnswersToCommits(1);
            assertEquals(202, api.generate(key, BODY).status());
            assertEquals("[1]", api.get(key, "/v1/tasks").at("tasks"));
            link.cutAfterNextCommit();
            Reply unknown = api.generate(key, BODY);
            link.mend();
            assertEquals(500, unknown.status());
            assertEquals("INTERNAL_ERROR", unknown.at("error.code"));
            String job = unknown.header("X-Job-Id").orElseThrow();
            assertEquals(
                    "queued",
                    api.until(key, job, reply -> reply.status() == 200).at("status"));
            assertEquals("900.0000", api.get(key, "/v1/wallet").at("balance_credits"));
        }
    }

    @Test
    void without_temporal_jobs_are_accepted_and_read_and_they_run_when_it_is_back()
            throws IOException, InterruptedException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi api = TestApi.start(database, temporal, Map.of("darkroom.temporal.start-timeout", "1s"))) {
            String key = api.tenant(MicroUsd.ofUsd(1));
            temporal.stop();
            Reply accepted = api.generate(key, BODY);
            assertEquals(202, accepted.status());
            Reply waiting = api.get(key, "/v1/tasks/" + accepted.at("task_id"));
            assertEquals("queued", waiting.at("status"));
            assertEquals("0.0000", waiting.at("billing.charged_credits"));
            assertEquals("50.0000", api.get(key, "/v1/wallet").at("pending_credits"));
            temporal.startAgain();
            haveTheSweepLookNow();
            assertEquals("succeeded", api.ended(key, accepted.at("task_id")).at("status"));
            assertEquals("950.0000", api.get(key, "/v1/wallet").at("balance_credits"));
        }
    }

    @Test
    void a_temporal_that_has_lost_everything_loses_no_job() throws IOException, InterruptedException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi api = TestApi.start(database, temporal, Map.of())) {
            String key = api.tenant(MicroUsd.ofUsd(2));
            List<String> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String prompt = "a lake {sandbox: delay=%ds%s}".formatted(i % 5, i % 7 == 3 ? " fail=empty" : "");
                tasks.add(api.generate(key, "{\"prompt\": \"" + prompt + "\"}").at("task_id"));
                TestApi.pause(Duration.ofMillis(60));
            }
            temporal.stop();
            temporal.startAgain();
            haveTheSweepLookNow();
            int succeeded = 0;
            for (String task : tasks) {
                succeeded += api.ended(key, task).at("status").equals("succeeded") ? 1 : 0;
            }
            assertEquals(17, succeeded);
            assertEquals(
                    2_000_000 - 17 * 50_000,
                    Long.parseLong(api.get(key, "/v1/wallet").at("balance_micro_usd")));
            assertEquals(
                    0,
                    database.count("SELECT COUNT(*) FROM (SELECT job_id FROM transfer WHERE job_id IS NOT NULL"
                            + " AND kind = 'DEBIT' GROUP BY job_id HAVING COUNT(*) > 1) doubled"));
        }
    }

    @Test
    void a_job_whose_api_died_before_it_was_started_is_started_by_the_sweep() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi api = TestApi.start(database, temporal, Map.of())) {
            Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
            String keyId = database.query(
                    "SELECT id FROM api_key WHERE tenant_id = '" + tenant.id().text() + "'");
            JobRow draft = TestCore.draft(tenant.id(), String.valueOf(keyId));
            assertInstanceOf(
                    Acceptance.Reply.Taken.class,
                    api.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(10)));
            String job = draft.id();
            haveTheSweepLookNow();
            assertEquals("succeeded", api.ended(tenant.key(), job).at("status"));
        }
    }

    @Test
    void jobs_wait_for_a_worker() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi api = TestApi.serve(database.config(), temporal, Map.of())) {
            String key = api.tenant(MicroUsd.ofUsd(1));
            String task = api.generate(key, BODY).at("task_id");
            TestApi.pause(Duration.ofSeconds(2));
            assertEquals("queued", api.get(key, "/v1/tasks/" + task).at("status"));
            try (TestApi worker = TestApi.start(database, temporal, Map.of())) {
                assertEquals("succeeded", worker.ended(key, task).at("status"));
            }
        }
    }

    /** Spares the test the fifteen seconds and more that a job is given before the sweep looks at it. */
    private void haveTheSweepLookNow() {
        database.execute("UPDATE job SET check_at = NOW(3) WHERE check_at IS NOT NULL");
    }

    private static void assertUnavailable(TestApi api, String key) {
        for (int i = 0; i < 2; i++) {
            long started = System.nanoTime();
            Reply refused = i == 0 ? api.generate(key, BODY) : api.get(key, "/v1/wallet");
            Duration taken = Duration.ofNanos(System.nanoTime() - started);
            assertEquals(503, refused.status(), refused::text);
            assertEquals("SERVICE_UNAVAILABLE", refused.at("error.code"));
            assertEquals("2", refused.header("Retry-After").orElseThrow());
            assertTrue(taken.compareTo(Duration.ofSeconds(3)) <= 0, () -> "it took " + taken);
        }
    }
}
