package dev.darkroom.infra.bench.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkTest {

    private static final long SECONDS_MAX = 30;
    private static final String OK = "HTTP/1.1 204";

    private final Sink sink;

    SinkTest() throws IOException {
        sink = new Sink("127.0.0.1");
    }

    @AfterEach
    void stop() throws IOException {
        sink.close();
    }

    @Test
    void the_first_byte_counts_and_not_the_last() throws Exception {
        Sink.Call call = sink.expect();
        Instant before = Instant.now();
        try (Socket socket = connect(call)) {
            socket.getOutputStream().write("P".getBytes(US_ASCII));
            Thread.sleep(400);
            Instant late = Instant.now();
            socket.getOutputStream().write(request(call).substring(1).getBytes(US_ASCII));
            Instant firstByte = call.firstByte().get(SECONDS_MAX, TimeUnit.SECONDS);
            assertTrue(firstByte.isBefore(late) && !firstByte.isBefore(before), firstByte.toString());
            assertTrue(answer(socket).startsWith(OK));
        }
    }

    @Test
    void a_call_that_breaks_off_has_not_arrived() throws Exception {
        Sink.Call call = sink.expect();
        try (Socket socket = connect(call)) {
            String request = request(call);
            socket.getOutputStream()
                    .write(request.substring(0, request.length() - 1).getBytes(US_ASCII));
            socket.shutdownOutput();
            assertEquals("", answer(socket));
        }
        assertFalse(call.firstByte().isDone());
    }

    @Test
    void every_call_is_told_from_the_others() throws Exception {
        Sink.Call one = sink.expect();
        Sink.Call other = sink.expect();
        try (Socket socket = connect(other)) {
            socket.getOutputStream().write(request(other).getBytes(US_ASCII));
            assertTrue(answer(socket).startsWith(OK));
        }
        assertTrue(other.firstByte().isDone());
        assertFalse(one.firstByte().isDone());
    }

    @Test
    void one_that_hangs_answers_when_it_is_healed() throws Exception {
        sink.hang();
        Sink.Call call = sink.expect();
        try (Socket socket = connect(call)) {
            socket.getOutputStream().write(request(call).getBytes(US_ASCII));
            awaitHung();
            assertFalse(call.firstByte().isDone());
            assertEquals(0, socket.getInputStream().available());
            sink.heal();
            assertTrue(answer(socket).startsWith(OK));
            assertTrue(call.firstByte().isDone());
            assertEquals(1, sink.hung());
        }
    }

    private void awaitHung() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (sink.hung() == 0) {
            assertTrue(System.nanoTime() < deadline, "no call has hung");
            Thread.sleep(5);
        }
    }

    private static Socket connect(Sink.Call call) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(call.url()).getPort());
    }

    private static String request(Sink.Call call) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nAccept: */*\r\n\r\n{}"
                .formatted(URI.create(call.url()).getPath());
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
}
