package dev.darkroom.activities.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.activities.net.GuardedHttp;
import dev.darkroom.activities.net.ScriptedNames;
import dev.darkroom.activities.net.TestHttp;
import dev.darkroom.activities.testing.ScriptedWeb;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class WebhookSenderFaultsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /** Far below what a greedy client would take; above what the sockets of both sides hold. */
    private static final long BYTES_SENT_MAX = 64L * 1024 * 1024;

    private final ScriptedNames names = new ScriptedNames();
    private final GuardedHttp http = TestHttp.of(TestHttp.LOCAL, names);
    private final ScriptedWeb web;

    /** With the time of the product. */
    private final WebhookSender sender = new WebhookSender(http, WebhookSender.TIME_MAX, InstantSource.system());

    /** A fifth of the product's time, so that tests need not wait for 10 s; nothing else depends on it. */
    private final WebhookSender hasty = new WebhookSender(http, Duration.ofSeconds(2), InstantSource.system());

    WebhookSenderFaultsTest() throws IOException {
        web = new ScriptedWeb();
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        web.close();
    }

    @Test
    void an_answer_shortly_before_the_end_is_a_success() {
        web.on("/slow", out -> {
            pause(1000);
            ScriptedWeb.write(out, OK + "Content-Length: 0\r\n\r\n");
        });
        Attempt attempt = hasty.send(TestMessage.to(web.url("/slow")));
        assertEquals(200, attempt.status());
        assertTook(attempt, 1000, 2000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooSlow")
    void what_has_no_head_in_time_has_timed_out(String name, ScriptedWeb.Script script) throws InterruptedException {
        web.on("/slow", script);
        Attempt attempt = hasty.send(TestMessage.to(web.url("/slow")));
        assertEquals(Attempt.failed(attempt.at(), Problem.TIMED_OUT, attempt.took()), attempt, name);
        assertTook(attempt, 2000, 9000);
        assertTrue(web.sawHangUp(), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void what_is_no_answer_is_broken(String name, ScriptedWeb.SocketScript script) {
        web.onSocket("/broken", script);
        Attempt attempt = sender.send(TestMessage.to(web.url("/broken")));
        assertEquals(Attempt.failed(attempt.at(), Problem.BROKEN, attempt.took()), attempt, name);
        assertNotNull(attempt.took(), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void once_the_head_is_there_the_body_changes_nothing(String name, String answer, ScriptedWeb.SocketScript script) {
        web.onSocket("/body", script);
        Attempt attempt = sender.send(TestMessage.to(web.url("/body")));
        assertEquals(200, attempt.status(), name);
        assertEquals(answer, attempt.answer());
        assertTook(attempt, 0, 9000);
    }

    @Test
    void wherever_the_time_ends_it_ends_in_the_same_words() {
        web.on("/quick", OK + "Content-Length: 0", new byte[0]);
        names.answer("two.example", "127.0.0.2", "127.0.0.1");
        for (int i = 0; i < 1000; i++) {
            WebhookSender brief = new WebhookSender(http, Duration.ofNanos(i * 5000L), InstantSource.system());
            Attempt attempt = brief.send(TestMessage.to(web.url("two.example", "/quick")));
            assertTrue(attempt.isSuccess() || attempt.problem() != Problem.BROKEN, attempt.toString());
        }
    }

    @Test
    void of_ten_gigabytes_little_is_taken() throws InterruptedException {
        AtomicLong sent = new AtomicLong();
        web.on("/large", out -> {
            ScriptedWeb.write(out, OK + "Content-Length: 10737418240\r\n\r\n");
            pour(out, "x".repeat(64 * 1024), sent);
        });
        Attempt attempt = sender.send(TestMessage.to(web.url("/large")));
        assertEquals("x".repeat(1024), attempt.answer());
        assertTrue(attempt.isSuccess());
        assertTrue(web.sawHangUp());
        assertTrue(sent.get() < BYTES_SENT_MAX, "bytes sent: " + sent);
    }

    @Test
    void of_endless_chunks_little_is_taken() throws InterruptedException {
        AtomicLong sent = new AtomicLong();
        web.on("/chunks", out -> {
            ScriptedWeb.write(out, OK + "Transfer-Encoding: chunked\r\n\r\n");
            pour(out, "4\r\nmore\r\n", sent);
        });
        Attempt attempt = sender.send(TestMessage.to(web.url("/chunks")));
        assertEquals("more".repeat(256), attempt.answer());
        assertTrue(web.sawHangUp());
        assertTrue(sent.get() < BYTES_SENT_MAX, "bytes sent: " + sent);
    }

    @Test
    void a_body_that_drips_is_left_after_a_second() throws InterruptedException {
        web.on("/drip", out -> {
            ScriptedWeb.write(out, OK + "Content-Length: 9000\r\n\r\n");
            ScriptedWeb.drip(out);
        });
        long began = System.nanoTime();
        Attempt attempt = sender.send(TestMessage.to(web.url("/drip")));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertEquals(200, attempt.status());
        assertTrue(attempt.answer().startsWith("xx"), attempt.answer());
        assertTrue(millis >= 1000 && millis < 8000, "took " + millis + " ms");
        assertTrue(web.sawHangUp());
    }

    @ParameterizedTest
    @MethodSource("threads")
    void an_interrupt_hangs_up_and_stays_set(Thread.Builder threads) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        web.on("/silent", out -> {
            asked.countDown();
            ScriptedWeb.write(out, OK + "X-Slow: ");
            ScriptedWeb.drip(out);
        });
        FutureTask<Boolean> sending = new FutureTask<>(() -> {
            Attempt attempt = sender.send(TestMessage.to(web.url("/silent")));
            assertEquals(Attempt.failed(attempt.at(), Problem.BROKEN, null), attempt);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = threads.start(sending);
        asked.await();
        thread.interrupt();
        assertTrue(sending.get(8, TimeUnit.SECONDS));
        assertTrue(web.sawHangUp());
    }

    @Test
    void while_the_process_ends_an_attempt_is_broken() {
        http.close();
        Attempt attempt = sender.send(TestMessage.to(web.url("/any")));
        assertEquals(Attempt.failed(attempt.at(), Problem.BROKEN, null), attempt);
        assertEquals(0, web.connections());
    }

    private static Stream<Arguments> tooSlow() {
        return Stream.of(
                slow("a late answer", out -> {
                    pause(4000);
                    pour(out, OK + "\r\n", new AtomicLong());
                }),
                slow("a head that drips", out -> {
                    ScriptedWeb.write(out, OK + "X-Slow: ");
                    ScriptedWeb.drip(out);
                }),
                slow("a head that is never the last", out -> {
                    while (true) {
                        ScriptedWeb.write(out, "HTTP/1.1 102 Processing\r\n\r\n");
                        pause(20);
                    }
                }));
    }

    private static Arguments slow(String name, ScriptedWeb.Script script) {
        return arguments(name, script);
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                broken("hung up at once", _ -> {}),
                broken("reset before the head", ScriptedWeb::reset),
                broken("reset in the head", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK + "X-Cut: ");
                    ScriptedWeb.reset(socket);
                }),
                broken("plain text", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), "220 smtp.example ESMTP\r\n");
                }),
                broken("endless plain text", socket -> {
                    pour(socket.getOutputStream(), "no http here ", new AtomicLong());
                }),
                broken("a flood of headers", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK);
                    pour(socket.getOutputStream(), "X-Flood: yes\r\n", new AtomicLong());
                }),
                broken("an endless header", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK + "X-Long: ");
                    pour(socket.getOutputStream(), "x".repeat(1000), new AtomicLong());
                }));
    }

    private static Arguments broken(String name, ScriptedWeb.SocketScript script) {
        return arguments(name, script);
    }

    private static Stream<Arguments> badBodies() {
        return Stream.of(
                body("reset after the body", "ok", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK + "Content-Length: 2\r\n\r\nok");
                    ScriptedWeb.reset(socket);
                }),
                body("reset in the body", "o", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK + "Content-Length: 2\r\n\r\no");
                    pause(300);
                    ScriptedWeb.reset(socket);
                }),
                body("a body that is short", "o", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK + "Content-Length: 2\r\n\r\no");
                }),
                body("chunks that are none", "", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
                }),
                body("a body that stops", "o", socket -> {
                    ScriptedWeb.write(socket.getOutputStream(), OK + "Content-Length: 2\r\n\r\no");
                    pause(3000);
                }));
    }

    private static Arguments body(String name, String answer, ScriptedWeb.SocketScript script) {
        return arguments(name, answer, script);
    }

    private static Stream<Thread.Builder> threads() {
        return Stream.of(Thread.ofVirtual(), Thread.ofPlatform());
    }

    private static void assertTook(Attempt attempt, long fromMillis, long toMillis) {
        Duration took = attempt.took();
        assertTrue(
                took != null && took.toMillis() >= fromMillis - 50 && took.toMillis() < toMillis, attempt.toString());
    }

    /** Writes until the client has had enough. */
    private static void pour(OutputStream out, String text, AtomicLong sent) throws IOException {
        while (true) {
            ScriptedWeb.write(out, text);
            sent.addAndGet(text.length());
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
