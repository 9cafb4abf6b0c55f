package dev.darkroom.api.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.testing.RawHttp;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/** Two thousand open event streams, each on a connection of its own for a job of its own; nobody works here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyStreamsTest {

    private static final int STREAMS = 2000;
    private static final int DOUBLINGS = 11;
    private static final int HUNG_UP = 100;
    private static final int AT_ONCE = 50;
    private static final int OFTEN = 1_000_000;
    private static final int THREADS_MAX = 20;
    private static final int STATEMENTS_PER_SECOND = 4;
    private static final long BYTES_MAX = 256L * 1024 * 1024;

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());
    private final RawHttp http = new RawHttp(api);
    private final JobStreams streams = api.get(JobStreams.class);
    private final Tenants.Added tenant = tenant();

    ManyStreamsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void they_hold_little_ask_little_and_are_told_of_every_end(TestReporter reporter) throws IOException, SQLException {
        List<String> jobs = jobs();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long before = bytesInUse();
        List<Socket> open = open(jobs);
        long bytes = bytesInUse();
        int threadsMore = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
        reporter.publishEntry("KiB in use with %d open streams".formatted(STREAMS), Long.toString(bytes / 1024));
        reporter.publishEntry("KiB of them held by the streams", Long.toString((bytes - before) / 1024));
        assertTrue(bytes < BYTES_MAX, () -> bytes + " bytes");
        assertTrue(threadsMore < THREADS_MAX, () -> threadsMore + " threads");
        assertTheyAskLittle("");
        database.execute("UPDATE job SET event_seq = event_seq + 1, work_progress = 30, state = 'RUNNING'");
        database.execute("INSERT INTO job_event (job_id, seq, at, kind, state)"
                + " SELECT id, event_seq, NOW(3), 'SUBMITTING', state FROM job");
        assertTheyAskLittle(", also where all jobs move at once");
        for (Socket gone : open.subList(0, HUNG_UP)) {
            gone.close();
        }
        until(() -> streams.count() == STREAMS - HUNG_UP, Duration.ofSeconds(10));
        assertTheyEndAsTheirJobsDo(open.subList(HUNG_UP, STREAMS));
    }

    private void assertTheyAskLittle(String when) throws SQLException {
        Duration watched = Duration.ofSeconds(3);
        long asked = asked(watched);
        assertTrue(asked <= STATEMENTS_PER_SECOND * watched.toSeconds(), () -> asked + " statements" + when);
    }

    private void assertTheyEndAsTheirJobsDo(List<Socket> open) throws IOException {
        database.execute("UPDATE job SET state = 'FAILED', outcome_failure = 'PROVIDER_ERROR', completed_at = NOW(3),"
                + " check_at = NULL");
        for (Socket stream : open) {
            RawHttp.Answer answer = RawHttp.read(stream);
            assertEquals(200, answer.status(), answer::toString);
            assertEquals("text/event-stream", answer.header("Content-Type"));
            String told = answer.rest();
            assertTrue(told.contains("id: 1\nevent: state") && told.contains("id: 2\nevent: state"), told);
            assertTrue(told.contains("event: progress\ndata: {\"progress\":30}"), told);
            assertTrue(told.contains("event: done") && told.contains("\"status\":\"failed\""), told);
        }
        until(() -> streams.count() == 0, Duration.ofSeconds(10));
    }

    /** Copies of one job, made where it is quick to. */
    private List<String> jobs() throws SQLException {
        String job = api.generate(tenant.key(), "{\"prompt\": \"a lake\"}")
                .header("X-Job-Id")
                .orElseThrow();
        database.execute("CREATE TABLE copies AS SELECT * FROM job WHERE id = '%s'".formatted(job));
        for (int i = 0; i < DOUBLINGS; i++) {
            database.execute("INSERT INTO copies SELECT * FROM copies");
        }
        database.execute("UPDATE copies SET id = UUID()");
        database.execute("INSERT INTO job SELECT * FROM copies");
        database.execute("INSERT INTO job_event SELECT c.id, e.seq, e.at, e.kind, e.state, e.cause, e.attempt,"
                + " e.provider, e.amount FROM copies c JOIN job_event e ON e.job_id = '%s'".formatted(job));
        List<String> jobs = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM copies LIMIT " + STREAMS)) {
            while (rows.next()) {
                jobs.add(rows.getString(1));
            }
        }
        return jobs;
    }

    private List<Socket> open(List<String> jobs) throws IOException {
        List<Socket> open = new ArrayList<>();
        for (String job : jobs) {
            Socket socket = http.connect();
            socket.getOutputStream()
                    .write(RawHttp.request(
                            "GET /v1/tasks/%s/events HTTP/1.1".formatted(job),
                            new byte[0],
                            "Host: a",
                            "Connection: close",
                            "Accept: text/event-stream",
                            "X-API-Key: " + tenant.key()));
            open.add(socket);
            if (open.size() % AT_ONCE == 0) {
                until(() -> streams.count() == open.size(), Duration.ofMinutes(1));
            }
        }
        return open;
    }

    private Tenants.Added tenant() {
        api.get(Tiers.class).put(new Tier("patient", 10, OFTEN, null, OFTEN, OFTEN, OFTEN, OFTEN));
        return api.get(Tenants.class).add("patient", "patient", MicroUsd.ofUsd(1));
    }

    /** What is still held once everything is collected that can be, this test's own sockets included. */
    private static long bytesInUse() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TestApi.pause(Duration.ofMillis(100));
        }
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }

    private long asked(Duration during) throws SQLException {
        try (StatementLog log = new StatementLog(database)) {
            TestApi.pause(during);
            return log.statements().stream()
                    .filter(text -> text.contains("FROM job WHERE id IN") || text.contains("FROM job_event"))
                    .count();
        }
    }

    private static void until(BooleanSupplier condition, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it does not come so far");
            TestApi.pause(Duration.ofMillis(50));
        }
    }
}
