package dev.darkroom.api.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.core.Moderation.Ruling;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpModerationTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration HASTY = Duration.ofMillis(200);
    private static final Moderation ALLOWS = _ -> new Ruling.Allowed();

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void the_service_is_asked_with_all_texts_as_json() {
        answer(200, "{\"allowed\":true}");
        assertEquals(new Ruling.Allowed(), judge(ALLOWS, PATIENT, "a \"quoted\"\nlake", "", "湖 🏞"));
        assertEquals("POST application/json {\"texts\":[\"a \\\"quoted\\\"\\nlake\",\"\",\"湖 🏞\"]}", asked.remove());
    }

    @ParameterizedTest
    @EnumSource(names = {"MINOR_SAFETY", "ARTIST_IMPERSONATION", "HATE_SPEECH"})
    void the_service_can_block(FailureKind kind) {
        answer(200, " {\"code\": \"%s\", \"allowed\": false} ".formatted(kind));
        assertEquals(new Ruling.Blocked(kind), judge(ALLOWS, PATIENT, "x"));
    }

    @Test
    void what_the_lists_block_is_not_sent() {
        answer(200, "{\"allowed\":true}");
        Ruling blocked = new Ruling.Blocked(FailureKind.HATE_SPEECH);
        assertEquals(blocked, judge(_ -> blocked, PATIENT, "x"));
        assertTrue(asked.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "true",
                "[]",
                "{}",
                "{\"allowed\":\"true\"}",
                "{\"allowed\":1}",
                "{\"allowed\":null}",
                "{\"allowed\":true,\"allowed\":false}",
                "{\"allowed\":true} trailing",
                "{\"allowed\":true,\"code\":\"HATE_SPEECH\"}",
                "{\"allowed\":false}",
                "{\"allowed\":false,\"code\":null}",
                "{\"allowed\":false,\"code\":\"hate_speech\"}",
                "{\"allowed\":false,\"code\":\"SPAM\"}",
                "{\"allowed\":false,\"code\":\"INTERNAL_ERROR\"}",
                "{\"allowed\":false,\"code\":\"HATE_SPEECH\",\"score\":1}",
                "<html>welcome</html>"
            })
    void an_answer_that_is_no_ruling_closes_the_door(String body) {
        answer(200, body);
        assertEquals(new Ruling.Unavailable(), judge(ALLOWS, PATIENT, "x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 400, 401, 404, 429, 500, 503})
    void any_other_status_closes_the_door(int status) {
        answer(status, "{\"allowed\":true}");
        assertEquals(new Ruling.Unavailable(), judge(ALLOWS, PATIENT, "x"));
        assertEquals(1, asked.size());
    }

    @Test
    void an_answer_without_end_closes_the_door() {
        answer(200, "{\"allowed\":true" + " ".repeat(100_000) + "}");
        assertEquals(new Ruling.Unavailable(), judge(ALLOWS, PATIENT, "x"));
    }

    @Test
    void a_slow_answer_closes_the_door() {
        server.createContext("/", exchange -> {
            awaitEnd();
            send(exchange, 200, "{\"allowed\":true}");
        });
        assertEquals(new Ruling.Unavailable(), judge(ALLOWS, HASTY, "x"));
    }

    @Test
    void a_body_that_stops_on_the_way_closes_the_door() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"allowed\"".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
            exchange.close();
        });
        assertEquals(new Ruling.Unavailable(), judge(ALLOWS, HASTY, "x"));
    }

    @Test
    void nobody_there_closes_the_door_and_somebody_opens_it() {
        HttpModeration moderation = moderation(ALLOWS, PATIENT);
        answer(500, "");
        assertEquals(new Ruling.Unavailable(), moderation.judge(List.of("x")));
        server.removeContext("/");
        answer(200, "{\"allowed\":true}");
        assertEquals(new Ruling.Allowed(), moderation.judge(List.of("x")));
    }

    @Test
    void an_interrupted_caller_gets_no_ruling_and_stays_interrupted() {
        answer(200, "{\"allowed\":true}");
        Thread.currentThread().interrupt();
        assertEquals(new Ruling.Unavailable(), judge(ALLOWS, PATIENT, "x"));
        assertTrue(Thread.interrupted());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private Ruling judge(Moderation local, Duration timeout, String... texts) {
        return moderation(local, timeout).judge(List.of(texts));
    }

    private HttpModeration moderation(Moderation local, Duration timeout) {
        URI endpoint = URI.create(
                "http://127.0.0.1:%d/judge".formatted(server.getAddress().getPort()));
        return new HttpModeration(local, endpoint, timeout);
    }

    private void answer(int status, String body) {
        server.createContext("/", exchange -> {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add("%s %s %s".formatted(exchange.getRequestMethod(), type, question));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            send(exchange, status, body);
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean withoutBody = status == 204 || bytes.length == 0;
        exchange.sendResponseHeaders(status, withoutBody ? -1 : bytes.length);
        if (!withoutBody) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
