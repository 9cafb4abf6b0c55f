package dev.darkroom.api.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On raw sockets: an HTTP library would not be so slow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionTimeoutsTest {

    private static final String HEAD = "GET /v1/models HTTP/1.1\r\nHost: a\r\n";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int REQUESTS = 100;

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(),
            temporal,
            Map.of(
                    "darkroom.connections.head-timeout",
                    "2s",
                    "darkroom.connections.body-timeout",
                    "2s",
                    "darkroom.connections.idle-timeout",
                    "4s",
                    "darkroom.connections.stall-timeout",
                    "2s"));
    private final String key = api.tenant(MicroUsd.ofUsd(1));

    ConnectionTimeoutsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_head_that_drips_is_not_waited_for() throws IOException {
        isCutOffInTime(HEAD + "X-Slow: ");
    }

    @Test
    void a_body_that_drips_is_not_waited_for() throws IOException {
        isCutOffInTime("POST /v1/images/generations HTTP/1.1\r\nHost: a\r\nX-API-Key: " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
    }

    @Test
    void a_second_request_on_the_same_connection_is_answered() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 2; i++) {
                send(socket, HEAD + "\r\n");
                byte[] start = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 401", new String(start, StandardCharsets.US_ASCII));
                socket.getInputStream().skip(socket.getInputStream().available());
                TestApi.pause(Duration.ofMillis(200));
                socket.getInputStream().skip(socket.getInputStream().available());
            }
        }
    }

    @Test
    void answers_that_nobody_takes_are_not_kept() throws IOException {
        try (Socket socket = unread()) {
            TestApi.pause(LIMIT.multipliedBy(3));
            assertTrue(countedToItsEnd(socket, 0) < REQUESTS, "the rest is gone with the connection");
        }
    }

    @Test
    void answers_that_are_taken_slowly_come_all() throws IOException {
        try (Socket socket = unread()) {
            assertEquals(REQUESTS, countedToItsEnd(socket, LIMIT.toMillis() * 4));
        }
    }

    /** A connection with many requests whose answers nobody has begun to read. */
    private Socket unread() throws IOException {
        Socket socket = connect();
        String request = "GET /openapi/native.yml HTTP/1.1\r\nHost: a\r\n\r\n";
        Thread.ofVirtual().start(() -> {
            try {
                send(socket, request.repeat(REQUESTS));
            } catch (IOException e) {
                // The other side has had enough.
            }
        });
        return socket;
    }

    /** How many answers come; reading them takes at least that long. */
    private static int countedToItsEnd(Socket socket, long millis) throws IOException {
        socket.setSoTimeout(10_000);
        byte[] buffer = new byte[64 * 1024];
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        StringBuilder text = new StringBuilder();
        int answers = 0;
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                for (int at = text.indexOf("HTTP/1.1 "); at >= 0; at = text.indexOf("HTTP/1.1 ")) {
                    answers++;
                    text.delete(0, at + 9);
                }
                if (System.nanoTime() < until) {
                    TestApi.pause(Duration.ofMillis(20));
                }
            }
        } catch (SocketException | SocketTimeoutException e) {
            // No more comes.
        }
        return answers;
    }

    /** Sends a byte each 100 ms until the other side has had enough, which is not before its time and soon after. */
    private void isCutOffInTime(String start) throws IOException {
        try (Socket slow = connect()) {
            OutputStream out = slow.getOutputStream();
            send(slow, start);
            long begun = System.nanoTime();
            Duration most = LIMIT.plusSeconds(20);
            while (!isClosed(slow, out)) {
                assertTrue(System.nanoTime() - begun < most.toNanos(), "it goes on and on");
            }
            assertTrue(System.nanoTime() - begun >= LIMIT.toNanos() / 2);
        }
    }

    private static boolean isClosed(Socket socket, OutputStream out) throws IOException {
        socket.setSoTimeout(100);
        try {
            out.write('a');
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Socket connect() throws IOException {
        URI url = URI.create(api.url());
        return new Socket(url.getHost(), url.getPort());
    }
}
