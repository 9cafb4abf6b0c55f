package dev.darkroom.activities.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.darkroom.activities.net.GuardedHttp;
import dev.darkroom.activities.net.ScriptedNames;
import dev.darkroom.activities.net.TestHttp;
import dev.darkroom.activities.testing.ScriptedWeb;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookSenderTest {

    private static final byte[] NOTHING = new byte[0];

    private final ScriptedNames names = new ScriptedNames();
    private final GuardedHttp http = TestHttp.of(TestHttp.LOCAL, names);
    private final WebhookSender sender = new WebhookSender(http, WebhookSender.TIME_MAX, InstantSource.system());
    private final ScriptedWeb web;

    WebhookSenderTest() throws IOException {
        web = new ScriptedWeb().on("/hook?a=1", "HTTP/1.1 200 OK\r\nContent-Length: 2", "ok".getBytes(UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        web.close();
    }

    @Test
    void a_receiver_gets_the_body_and_is_heard() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Attempt attempt = sender.send(TestMessage.to(web.url("/hook?a=1")));
        assertEquals(new Attempt(attempt.at(), 200, attempt.took(), null, "ok", null), attempt);
        assertTrue(attempt.isSuccess());
        assertTrue(!attempt.at().isBefore(before) && !attempt.at().isAfter(Instant.now()), attempt.toString());
        assertEquals(List.of(TestMessage.BODY), web.bodies());
    }

    @Test
    void headers_are_ours_alone() {
        names.answer("hooks.example", "127.0.0.1");
        web.on("/hook?a=1", "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0", NOTHING);
        sender.send(TestMessage.to(web.url("hooks.example", "/hook?a=1")));
        Attempt second = sender.send(TestMessage.to(web.url("hooks.example", "/hook?a=1")));
        String head = web.heads().getLast();
        assertTrue(head.startsWith("POST /hook?a=1 HTTP/1.1\r\n"), head);
        Map<String, List<String>> headers = headers(head);
        List<String> signatures = requireNonNull(headers.remove("webhook-signature"));
        assertEquals(1, signatures.size());
        assertEquals(
                Map.of(
                        "accept-encoding", List.of("identity"),
                        "connection", List.of("close"),
                        "content-length", List.of(String.valueOf(TestMessage.BODY.getBytes(UTF_8).length)),
                        "content-type", List.of("application/json"),
                        "host", List.of("hooks.example:" + web.port()),
                        "user-agent", List.of("Darkroom"),
                        "webhook-id", List.of(TestMessage.ID),
                        "webhook-timestamp", List.of(String.valueOf(second.at().getEpochSecond())),
                        "x-webhook-event", List.of("task.succeeded")),
                headers);
    }

    @Test
    void a_signature_is_what_the_official_library_accepts() {
        sender.send(TestMessage.to(web.url("/hook?a=1")));
        assertDoesNotThrow(() -> verify(TestMessage.SECRET));
        assertThrows(WebhookVerificationException.class, () -> verify(TestMessage.OTHER_SECRET));
    }

    @Test
    void during_a_rotation_both_secrets_verify() {
        sender.send(TestMessage.to(web.url("/hook?a=1"), List.of(TestMessage.OTHER_SECRET, TestMessage.SECRET)));
        assertDoesNotThrow(() -> verify(TestMessage.SECRET));
        assertDoesNotThrow(() -> verify(TestMessage.OTHER_SECRET));
        assertThrows(WebhookVerificationException.class, () -> verify("whsec_dGhpcmQ="));
        List<String> values = requireNonNull(headers(web.heads().getLast()).get("webhook-signature"));
        String signatures = values.getFirst();
        assertTrue(Pattern.matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=", signatures), signatures);
    }

    @Test
    void each_attempt_is_signed_anew_under_the_same_id() throws InterruptedException {
        Message message = TestMessage.to(web.url("/hook?a=1"));
        sender.send(message);
        Thread.sleep(1100);
        sender.send(message);
        Map<String, List<String>> first = headers(web.heads().getFirst());
        Map<String, List<String>> second = headers(web.heads().getLast());
        assertEquals(first.get("webhook-id"), second.get("webhook-id"));
        assertNotEquals(first.get("webhook-timestamp"), second.get("webhook-timestamp"));
        assertNotEquals(first.get("webhook-signature"), second.get("webhook-signature"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, true, false",
        "201, true, false",
        "204, true, false",
        "304, false, false",
        "400, false, false",
        "404, false, false",
        "410, false, true",
        "500, false, false",
        "503, false, false"
    })
    void the_status_decides(int status, boolean success, boolean gone) {
        web.on("/s", "HTTP/1.1 " + status + " So\r\nConnection: close", NOTHING);
        Attempt attempt = sender.send(TestMessage.to(web.url("/s")));
        assertEquals(status, attempt.status());
        assertEquals(null, attempt.problem());
        assertEquals(success, attempt.isSuccess());
        assertEquals(gone, attempt.isGone());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_a_failure_and_its_target_hears_nothing(int status) throws IOException {
        try (ScriptedWeb target = new ScriptedWeb().on("/t", "HTTP/1.1 200 OK", NOTHING)) {
            String head = "HTTP/1.1 " + status + " Moved\r\nContent-Length: 0\r\nLocation: " + target.url("/t");
            web.on("/r", head, NOTHING);
            Attempt attempt = sender.send(TestMessage.to(web.url("/r")));
            assertEquals(status, attempt.status());
            assertEquals(false, attempt.isSuccess());
            assertEquals(0, target.connections());
        }
        assertEquals(1, web.connections());
    }

    @ParameterizedTest
    @CsvSource({"120, PT2M", "86400, PT24H", "999999, PT24H", "-5,", "soon,"})
    void patience_is_asked_for_in_seconds(String value, Duration expected) {
        web.on("/busy", "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nRetry-After: " + value, NOTHING);
        Attempt attempt = sender.send(TestMessage.to(web.url("/busy")));
        assertEquals(429, attempt.status());
        assertEquals(expected, attempt.retryAfter());
    }

    @Test
    void patience_is_asked_for_by_a_date() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(Duration.ofHours(2)).atZone(ZoneOffset.UTC));
        web.on("/busy", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nretry-after: " + date, NOTHING);
        Duration asked = sender.send(TestMessage.to(web.url("/busy"))).retryAfter();
        assertTrue(
                asked != null && asked.compareTo(Duration.ofMinutes(119)) > 0 && asked.toHours() <= 2,
                String.valueOf(asked));
    }

    @Test
    void of_an_answer_the_beginning_is_kept_as_text() {
        byte[] body = ("no\0 such hook\r\n" + "x".repeat(5000)).getBytes(UTF_8);
        web.on("/text", "HTTP/1.1 404 Not Found\r\nContent-Length: " + body.length, body);
        String answer = sender.send(TestMessage.to(web.url("/text"))).answer();
        assertEquals("no\uFFFD such hook\n" + "x".repeat(1009), answer);
    }

    @Test
    void in_the_product_nothing_local_is_called_and_ten_seconds_are_waited() {
        assertEquals(Duration.ofSeconds(10), WebhookSender.TIME_MAX);
        try (ApplicationContext context = ApplicationContext.run()) {
            Attempt attempt = context.getBean(WebhookSender.class).send(TestMessage.to(web.url("/hook?a=1")));
            assertEquals(Attempt.failed(attempt.at(), Problem.UNREACHABLE, null), attempt);
            assertEquals(0, web.connections());
        }
        Map<String, Object> local =
                Map.of("darkroom.network.allow-http", "true", "darkroom.network.allow-local", "true");
        try (ApplicationContext context = ApplicationContext.run(local)) {
            Attempt attempt = context.getBean(WebhookSender.class).send(TestMessage.to(web.url("/hook?a=1")));
            assertEquals(200, attempt.status());
        }
    }

    private void verify(String secret) throws Exception {
        new Webhook(secret).verify(web.bodies().getLast(), headers(web.heads().getLast()));
    }

    /** Every header by its name in lower case, with all of its values. */
    private static Map<String, List<String>> headers(String head) {
        return head.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(": ", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0].toLowerCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.mapping(pair -> pair[1], Collectors.toList())));
    }
}
