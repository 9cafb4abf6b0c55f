package dev.darkroom.api.surface.qolaba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers meet whose call ends before its job does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QolabaWaitingTest {

    private static final String PATH = "/api/v1/images/generate";
    private static final String SLOW =
            "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"a lake {sandbox: delay=4s}\"}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of("darkroom.waiting.limit", "1s"));

    QolabaWaitingTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_call_that_outlives_the_limit_is_answered_as_one_in_the_background_and_its_job_goes_on() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply late = api.post(key, PATH, SLOW, "Idempotency-Key", "k1");
        assertEquals(202, late.status(), late::text);
        String id = late.at("task_id");
        assertEquals("{\"task_id\":\"%s\",\"status\":\"PENDING\",\"type\":\"image\"}".formatted(id), late.text());
        assertEquals("/api/v1/tasks/" + id, late.header("Location").orElseThrow());
        assertTrue(late.header("X-Job-Id").isPresent());
        assertEquals("succeeded", api.ended(key, id).at("status"));
        Reply again = api.post(key, PATH, SLOW, "Idempotency-Key", "k1");
        assertEquals(200, again.status(), again::text);
        assertEquals(id, again.at("task_id"));
        assertEquals("[1]", again.at("images"));
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        assertEquals("970000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }

    @Test
    void a_client_that_hangs_up_cancels_nothing() throws IOException {
        String key = api.tenant(MicroUsd.ofUsd(1));
        URI url = URI.create(api.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = ("POST %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nContent-Type: application/json\r\n"
                            + "Content-Length: %d\r\n\r\n%s")
                    .formatted(PATH, key, SLOW.length(), SLOW);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertEquals("running", running(key));
        }
        String id = api.get(key, "/v1/tasks").at("tasks.0.task_id");
        assertEquals("succeeded", api.ended(key, id).at("status"));
        assertEquals("970000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }

    private String running(String key) {
        for (int look = 0; look < 600; look++) {
            String status = api.get(key, "/v1/tasks").at("tasks.0.status");
            if (!status.isEmpty() && !status.equals("queued")) {
                return status;
            }
            TestApi.pause(Duration.ofMillis(50));
        }
        return "never";
    }
}
