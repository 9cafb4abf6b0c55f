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
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/** Five hundred calls that wait at once, each on a connection of its own for a job of its own; nobody works here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyWaitingCallsTest {

    private static final int CALLS = 500;
    private static final int HUNG_UP = 100;
    private static final int AT_ONCE = 20;
    private static final int OFTEN = 1_000_000;
    private static final int THREADS_MAX = 20;
    private static final int LOOKS_PER_SECOND = 4;
    private static final long BYTES_MAX = 64L * 1024 * 1024;
    private static final byte[] BODY = "{\"prompt\": \"a lake\"}".getBytes(StandardCharsets.US_ASCII);

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());
    private final RawHttp http = new RawHttp(api);
    private final Waits waits = api.get(Waits.class);
    private final Tenants.Added tenant = tenant();

    ManyWaitingCallsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void they_hold_little_ask_little_and_are_all_answered(TestReporter reporter) throws IOException, SQLException {
        // The jobs are there before, so that what they cost the rest of this process is not counted.
        for (int first = 0; first < CALLS; first += AT_ONCE) {
            for (Socket call : calls(tenant.key(), "Prefer: handling=strict", first)) {
                assertEquals(202, RawHttp.read(call).status());
            }
        }
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long bytes = bytesInUse();
        List<Socket> calls = new ArrayList<>();
        for (int first = 0; first < CALLS; first += AT_ONCE) {
            calls.addAll(calls(tenant.key(), "Prefer: wait=120", first));
            until(() -> waits.count() == calls.size());
        }
        long held = bytesInUse() - bytes;
        int threadsMore = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
        reporter.publishEntry("KiB held by %d waiting calls".formatted(CALLS), Long.toString(held / 1024));
        assertTrue(held < BYTES_MAX, () -> held + " bytes");
        assertTrue(threadsMore < THREADS_MAX, () -> threadsMore + " threads");
        Duration watched = Duration.ofSeconds(2);
        assertTrue(looks(watched) <= LOOKS_PER_SECOND * watched.toSeconds());
        for (Socket gone : calls.subList(0, HUNG_UP)) {
            gone.close();
        }
        assertTheyEndAsTheirJobsDo(calls.subList(HUNG_UP, CALLS));
    }

    private void assertTheyEndAsTheirJobsDo(List<Socket> calls) throws IOException {
        String of = " FROM job WHERE state = 'PENDING' AND NOT cancel_requested AND tenant_id = '%s'"
                .formatted(tenant.id().text());
        assertEquals(CALLS, database.count("SELECT COUNT(*)" + of), "hanging up cancels nothing");
        database.execute("UPDATE job SET state = 'FAILED', outcome_failure = 'PROVIDER_ERROR', completed_at = NOW(3),"
                + " check_at = NULL");
        for (Socket call : calls) {
            RawHttp.Answer answer = RawHttp.read(call);
            assertEquals(200, answer.status(), answer::toString);
            assertTrue(answer.body().contains("\"status\":\"failed\""), answer::body);
            assertEquals("wait", answer.header("Preference-Applied"));
        }
        until(() -> waits.count() == 0);
    }

    @Test
    void whoever_has_waited_long_enough_is_told_that_the_job_goes_on() throws IOException {
        for (Socket call : calls(api.tenant(MicroUsd.ofUsd(10)), "Prefer: wait=1", 0)) {
            RawHttp.Answer answer = RawHttp.read(call);
            assertEquals(202, answer.status(), answer::toString);
            assertTrue(answer.body().contains("\"status\":\"queued\""), answer::body);
        }
    }

    private List<Socket> calls(String key, String header, int first) throws IOException {
        List<Socket> calls = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            calls.add(call(key, first + i, header));
        }
        return calls;
    }

    /** Asks for the job of that number; asked again it is the same job. */
    private Socket call(String key, int number, String header) throws IOException {
        Socket socket = http.connect();
        socket.getOutputStream()
                .write(RawHttp.request(
                        "POST /v1/images/generations HTTP/1.1",
                        BODY,
                        "Host: a",
                        "Connection: close",
                        "Content-Type: application/json",
                        "X-API-Key: " + key,
                        "Idempotency-Key: " + number,
                        header));
        return socket;
    }

    private Tenants.Added tenant() {
        api.get(Tiers.class).put(new Tier("patient", 10, OFTEN, null, OFTEN, OFTEN, OFTEN, OFTEN));
        return api.get(Tenants.class).add("patient", "patient", MicroUsd.ofUsd(100));
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

    private long looks(Duration during) throws SQLException {
        try (StatementLog log = new StatementLog(database)) {
            TestApi.pause(during);
            return log.statements().stream()
                    .filter(text -> text.contains("FROM job WHERE id IN"))
                    .count();
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it does not come so far");
            TestApi.pause(Duration.ofMillis(50));
        }
    }
}
