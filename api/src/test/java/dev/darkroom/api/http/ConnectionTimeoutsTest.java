package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.TestApi;
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

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    ConnectionTimeoutsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_head_that_drips_is_not_waited_for() throws IOException {
        try (Socket slow = connect()) {
            OutputStream out = slow.getOutputStream();
            out.write((HEAD + "X-Slow: ").getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();
            assertTrue(isCutOff(slow, out, ConnectionTimeouts.HEAD.plusSeconds(20)));
            assertTrue(System.nanoTime() - begun >= ConnectionTimeouts.HEAD.toNanos() / 2);
        }
    }

    @Test
    void a_second_request_on_the_same_connection_is_answered() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream().write((HEAD + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] start = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 401", new String(start, StandardCharsets.US_ASCII));
                socket.getInputStream().skip(socket.getInputStream().available());
                TestApi.pause(Duration.ofMillis(200));
                socket.getInputStream().skip(socket.getInputStream().available());
            }
        }
    }

    /** Sends a byte each second until the other side has had enough. */
    private static boolean isCutOff(Socket slow, OutputStream out, Duration most) throws IOException {
        long deadline = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < deadline) {
            TestApi.pause(Duration.ofSeconds(1));
            try {
                out.write('a');
                if (slow.getInputStream().available() == 0 && isClosed(slow)) {
                    return true;
                }
            } catch (SocketException e) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        URI url = URI.create(api.url());
        return new Socket(url.getHost(), url.getPort());
    }
}
