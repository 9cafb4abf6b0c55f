package dev.darkroom.api.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.RawHttp;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A body that is held as a whole has its room, or is not read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldBodiesTest {

    private static final int MIB = 1 << 20;

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(), temporal, Map.of("darkroom.connections.body-bytes", 64 * MIB));
    private final HeldBodies bodies = api.get(HeldBodies.class);
    private final RawHttp http = new RawHttp(api);
    private final String key = api.tenant(MicroUsd.ofUsd(1));

    HeldBodiesTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_caller_has_at_most_half_and_all_together_the_whole() {
        HeldBodies small = new HeldBodies(10);
        HeldBodies.Room first = small.take("a", 5);
        assertNotNull(first);
        assertNull(small.take("a", 1));
        assertNotNull(small.take("b", 3));
        assertNull(small.take("c", 3));
        first.leave();
        first.leave();
        assertEquals(3, small.bytes(), "a room is left once");
        assertEquals(1, small.callers());
        assertNotNull(small.take("c", 3));
    }

    @Test
    void bodies_that_never_end_have_their_room_and_further_ones_are_not_read() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                open.add(begun(8 * MIB));
            }
            await(() -> bodies.bytes() == 32 * MIB);
            RawHttp.Answer beyond = http.exchange(head(8 * MIB)).orElseThrow();
            assertEquals(503, beyond.status(), beyond::toString);
            assertTrue(beyond.body().contains("SERVICE_UNAVAILABLE"), beyond::body);
            assertEquals("2", beyond.header("Retry-After"));
            assertEquals(
                    200,
                    api.post(key, "/v1/images/generations?dry_run=true", "{\"prompt\": \"x\"}")
                            .status());
            String other = api.tenant(MicroUsd.ofUsd(1));
            assertEquals(
                    400,
                    api.post(other, "/v1/images/image-to-image", "x".repeat(MIB))
                            .status());
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await(() -> bodies.bytes() == 0);
    }

    @Test
    void a_body_that_was_answered_has_left_its_room_on_a_connection_that_stays() {
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    400,
                    api.post(key, "/v1/images/image-to-image", "x".repeat(20 * MIB))
                            .status());
        }
        await(() -> bodies.bytes() == 0);
    }

    @Test
    void without_a_good_key_there_is_no_room() throws IOException {
        byte[] request = new String(head(8 * MIB), StandardCharsets.US_ASCII)
                .replace(key, key + "x")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = http.connect()) {
            socket.getOutputStream().write(request);
            socket.getInputStream().readNBytes(12);
            assertEquals(0, bodies.bytes());
        }
    }

    private Socket begun(int bytes) throws IOException {
        Socket socket = http.connect();
        socket.getOutputStream().write(head(bytes));
        socket.getOutputStream().write('{');
        return socket;
    }

    private byte[] head(int bytes) {
        return ("POST /v1/images/image-to-image HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: " + key
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void await(BooleanSupplier so) {
        for (int i = 0; i < 100 && !so.getAsBoolean(); i++) {
            TestApi.pause(Duration.ofMillis(50));
        }
        assertTrue(so.getAsBoolean());
    }
}
