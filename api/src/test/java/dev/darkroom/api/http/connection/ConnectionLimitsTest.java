package dev.darkroom.api.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.RawHttp;
import dev.darkroom.api.testing.TestApi;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionLimitsTest {

    private static final int LIMIT = 10;

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api =
            TestApi.serve(TestDatabase.create().config(), temporal, Map.of("darkroom.connections.per-address", LIMIT));
    private final RawHttp http = new RawHttp(api);

    ConnectionLimitsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void what_is_too_much_is_closed_at_once_and_health_has_its_own() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < LIMIT; i++) {
                open.add(http.connect());
            }
            assertTrue(open.stream().allMatch(ConnectionLimitsTest::isAnswered));
            try (Socket one = http.connect()) {
                assertEquals("", answer(one));
            }
            assertEquals(200, api.health("live").status());
            open.removeFirst().close();
            TestApi.pause(Duration.ofMillis(500));
            try (Socket next = http.connect()) {
                assertTrue(isAnswered(next));
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return answer(socket).equals("HTTP/1.1 401");
        } catch (IOException e) {
            return false;
        }
    }

    /** The beginning of an answer; empty where the connection is closed instead. */
    private static String answer(Socket socket) throws IOException {
        try {
            socket.getOutputStream()
                    .write("GET /v1/wallet HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return "";
        }
    }
}
