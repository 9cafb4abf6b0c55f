package dev.darkroom.api.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitsTest {

    private static final int CALLS_MAX = 500;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of("darkroom.waiting.calls-max", CALLS_MAX));
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(5));
    private final Caller caller = TestApi.caller(tenant);
    private final Waits waits = api.get(Waits.class);

    WaitsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void one_statement_asks_for_all_who_wait() throws Exception {
        JobView job = job("3s");
        List<CompletableFuture<Optional<JobView>>> ends = IntStream.range(0, CALLS_MAX)
                .mapToObj(i -> await(caller, job, LONG))
                .toList();
        assertEquals(CALLS_MAX, waits.count());
        assertEquals(Optional.empty(), await(caller, job, LONG).get(1, TimeUnit.SECONDS), "one too many");
        assertTrue(asked(Duration.ofSeconds(1)) <= 4);
        for (CompletableFuture<Optional<JobView>> end : ends) {
            assertEquals(JobState.SUCCEEDED, ended(end).state());
        }
        assertEquals(0, waits.count());
        assertEquals(0, asked(Duration.ofMillis(600)), "nobody waits, nobody asks");
    }

    @Test
    void an_end_comes_with_its_images() throws Exception {
        JobView end = ended(await(caller, job("0s"), LONG));
        assertEquals(1, end.images().size());
        assertEquals(end, ended(await(caller, end, LONG)), "a job that had ended is read at once");
    }

    @Test
    void a_wait_has_an_end_and_the_job_goes_on() throws Exception {
        JobView job = job("2s");
        CompletableFuture<Optional<JobView>> end = await(caller, job, Duration.ofMillis(200));
        assertEquals(Optional.empty(), end.get(5, TimeUnit.SECONDS));
        assertEquals(JobState.SUCCEEDED, ended(await(caller, job, LONG)).state());
    }

    @Test
    void another_tenants_job_is_not_told() throws Exception {
        Tenants.Added other = api.added(MicroUsd.ZERO);
        Caller stranger = TestApi.caller(other);
        JobView end = ended(await(caller, job("0s"), LONG));
        assertFalse(await(stranger, end, LONG).get(5, TimeUnit.SECONDS).isPresent());
    }

    @Test
    void an_answer_that_fails_says_which_job_is_there_all_the_same() {
        JobView job = job("0s");
        CompletableFuture<String> answered = waits.await(caller, job, LONG, end -> {
            throw new IllegalStateException("a mistake");
        });
        ExecutionException failed = assertThrows(ExecutionException.class, () -> answered.get(30, TimeUnit.SECONDS));
        WaitFailedException told = assertInstanceOf(WaitFailedException.class, failed.getCause());
        assertEquals(job.id(), told.job());
        assertInstanceOf(IllegalStateException.class, told.getCause());
    }

    private CompletableFuture<Optional<JobView>> await(Caller who, JobView job, Duration most) {
        return waits.await(who, job, most, end -> end);
    }

    private JobView job(String delay) {
        Reply reply = api.generate(tenant.key(), "{\"prompt\": \"a lake {sandbox: delay=%s}\"}".formatted(delay));
        return api.get(Generations.class)
                .find(caller, JobIds.parse(reply.at("task_id")).orElseThrow().job())
                .orElseThrow();
    }

    private static JobView ended(CompletableFuture<Optional<JobView>> end)
            throws InterruptedException, ExecutionException, TimeoutException {
        return end.get(30, TimeUnit.SECONDS).orElseThrow();
    }

    private long asked(Duration during) throws SQLException {
        try (StatementLog log = new StatementLog(database)) {
            TestApi.pause(during);
            return log.statements().stream()
                    .filter(text -> text.contains("FROM job WHERE id IN"))
                    .count();
        }
    }
}
