package dev.darkroom.activities.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.activities.net.CallException.Kind;
import dev.darkroom.activities.testing.ScriptedWeb;
import dev.darkroom.activities.testing.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class GuardedHttpTest {

    private static final String OK = "HTTP/1.1 200 OK";
    private static final byte[] BODY = "a picture".getBytes(ISO_8859_1);

    private final ScriptedNames names = new ScriptedNames();
    private final GuardedHttp http = TestHttp.of(TestHttp.LOCAL, names);
    private final ScriptedWeb web;

    GuardedHttpTest() throws IOException {
        web = new ScriptedWeb().on("/a", OK + "\r\nContent-Length: 9", BODY);
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        web.close();
    }

    @Test
    void a_name_is_asked_once_and_what_it_becomes_later_does_not_matter() throws IOException {
        names.answer("rebinds.example", "127.0.0.1").answer("rebinds.example", "169.254.169.254");
        assertArrayEquals(BODY, read(http, web.url("rebinds.example", "/a")));
        assertEquals(List.of("rebinds.example"), names.questions());
        assertEquals(Kind.BLOCKED, failure(http, web.url("rebinds.example", "/a")));
        assertEquals(1, web.heads().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.169.254",
                "::1",
                "fd00:ec2::254",
                "64:ff9b::a9fe:a9fe",
                "8.8.8.8 127.0.0.1",
                "127.0.0.1 8.8.8.8",
                "8.8.8.8 ::1",
                "8.8.8.8 1.1.1.1 9.9.9.9 8.8.4.4 10.0.0.1"
            })
    void one_address_that_is_not_public_blocks_the_whole_name(String addresses) {
        names.answer("10.0.0.1.nip.io", addresses.split(" "));
        try (GuardedHttp strict = TestHttp.of(TestHttp.PUBLIC, names)) {
            assertEquals(Kind.BLOCKED, failure(strict, "http://10.0.0.1.nip.io/a"));
        }
    }

    @Test
    void addresses_in_a_url_are_checked_as_well() throws IOException {
        assertArrayEquals(BODY, read(http, web.url("/a")));
        assertEquals(Kind.NOT_ALLOWED, failure(http, "http://169.254.169.254/a"));
        try (GuardedHttp strict = TestHttp.of(TestHttp.PUBLIC, names)) {
            assertEquals(Kind.NOT_ALLOWED, failure(strict, web.url("/a")));
        }
        assertEquals(1, web.heads().size());
    }

    @Test
    void the_next_address_is_tried_where_nothing_listens_at_the_first() throws IOException {
        names.answer("two.example", "127.0.0.2", "127.0.0.1");
        assertArrayEquals(BODY, read(http, web.url("two.example", "/a")));
    }

    @Test
    void names_that_lead_nowhere_and_closed_ports_are_unreachable() throws IOException {
        names.answer("empty.example");
        assertEquals(Kind.UNREACHABLE, failure(http, "http://empty.example/"));
        assertEquals(Kind.UNREACHABLE, failure(http, "http://unknown.example/"));
        web.close();
        assertEquals(Kind.UNREACHABLE, failure(http, web.url("/a")));
    }

    @Test
    void a_resolver_that_hangs_is_not_waited_for() {
        CountDownLatch never = new CountDownLatch(1);
        NameResolver hanging = _ -> hang(never);
        try (GuardedHttp slow = TestHttp.of(TestHttp.LOCAL, hanging)) {
            assertEquals(Kind.UNREACHABLE, failure(slow, "http://slow.example/"));
        } finally {
            never.countDown();
        }
    }

    @Test
    void a_deadline_that_passes_before_there_is_a_connection_tells_nothing_else() {
        CountDownLatch never = new CountDownLatch(1);
        try (GuardedHttp slow = TestHttp.of(TestHttp.LOCAL, _ -> hang(never))) {
            Deadline brief = Deadline.after(Duration.ofMillis(100));
            CallException failure =
                    assertThrows(CallException.class, () -> slow.get("http://slow.example/", "*/*", brief));
            assertEquals(Kind.UNREACHABLE, failure.kind());
            assertTrue(brief.isOver());
        } finally {
            never.countDown();
        }
    }

    @Test
    void all_failures_read_alike() {
        CallException blocked = new CallException(Kind.BLOCKED);
        for (Kind kind : Kind.values()) {
            CallException other = new CallException(kind);
            assertEquals(blocked.toString(), other.toString());
            assertEquals(null, other.getCause());
        }
    }

    @Test
    void a_request_says_little_and_remembers_nothing() throws IOException {
        web.on("/b", OK + "\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0", new byte[0]);
        read(http, web.url("/b"));
        read(http, web.url("/b"));
        String head = web.heads().getLast();
        assertEquals(web.heads().getFirst(), head);
        List<String> headers = head.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(':')))
                .sorted()
                .toList();
        assertEquals(List.of("Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"), headers);
        assertTrue(head.contains("Accept-Encoding: identity\r\n"), head);
        assertTrue(head.contains("User-Agent: Darkroom\r\n"), head);
    }

    @Test
    void characters_beyond_ascii_are_sent_encoded() throws IOException {
        web.on("/%C3%BC?%C3%BC=1", OK + "\r\nContent-Length: 9", BODY);
        assertArrayEquals(BODY, read(http, web.url("/ü?ü=1")));
    }

    @Test
    void redirects_are_not_followed() throws IOException {
        web.on("/r", "HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0", new byte[0]);
        try (Answer answer = http.get(web.url("/r"), "*/*", soon())) {
            assertEquals(302, answer.status());
            assertEquals(Optional.of("/a"), answer.header("location"));
        }
        assertEquals(1, web.heads().size());
    }

    @Test
    void what_is_packed_stays_packed() throws IOException {
        byte[] bomb = gzipped(new byte[10_000_000]);
        web.on("/gzip", OK + "\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length, bomb);
        assertArrayEquals(bomb, read(http, web.url("/gzip")));
    }

    @Test
    void a_proxy_of_the_machine_is_not_asked() throws IOException {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        try (GuardedHttp other = TestHttp.of(TestHttp.LOCAL, names)) {
            assertArrayEquals(BODY, read(other, web.url("/a")));
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void an_answer_that_is_none_is_told_by_its_kind(String name, Kind kind, ScriptedWeb.Script script) {
        web.on("/broken", script);
        assertEquals(kind, failure(http, web.url("/broken")), name);
    }

    @Test
    void closing_the_body_hangs_up_at_once() throws IOException, InterruptedException {
        web.on("/endless", out -> {
            ScriptedWeb.write(out, OK + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                ScriptedWeb.write(out, "4\r\nmore\r\n");
            }
        });
        try (InputStream body = http.get(web.url("/endless"), "*/*", soon()).body()) {
            assertEquals(10, body.readNBytes(10).length);
        }
        assertTrue(web.sawHangUp());
    }

    @Test
    void a_certificate_has_to_be_for_the_name(@TempDir Path folder) throws Exception {
        SSLContext tls = TestCertificate.forName("pictures.example", folder);
        names.answer("pictures.example", "127.0.0.1").answer("other.example", "127.0.0.1");
        try (ScriptedWeb secure = new ScriptedWeb(tls).on("/a", OK + "\r\nContent-Length: 9", BODY);
                GuardedHttp trusting = TestHttp.of(TestHttp.LOCAL, names, tls)) {
            assertArrayEquals(BODY, read(trusting, secure.url("pictures.example", "/a")));
            assertEquals(Kind.UNREACHABLE, failure(trusting, secure.url("other.example", "/a")));
            assertEquals(Kind.UNREACHABLE, failure(trusting, secure.url("/a")));
            assertEquals(Kind.UNREACHABLE, failure(http, secure.url("pictures.example", "/a")));
            assertEquals(1, secure.heads().size());
        }
    }

    @Test
    void a_deadline_that_is_over_is_over() {
        assertTrue(Deadline.after(Duration.ZERO).isOver());
        assertFalse(soon().isOver());
    }

    private static Stream<Arguments> brokenAnswers() {
        return Stream.of(
                broken("no answer", Kind.BROKEN, _ -> {}),
                broken("no http", Kind.BROKEN, out -> ScriptedWeb.write(out, "220 smtp.example ESMTP\r\n")),
                broken("silence", Kind.TIMED_OUT, GuardedHttpTest::isSilent),
                broken("a slow head", Kind.TIMED_OUT, out -> {
                    ScriptedWeb.write(out, OK + "\r\nX-Slow: ");
                    ScriptedWeb.drip(out);
                }),
                broken("an endless header", Kind.BROKEN, out -> {
                    ScriptedWeb.write(out, OK + "\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n");
                }),
                broken("too many headers", Kind.BROKEN, out -> {
                    ScriptedWeb.write(out, OK + "\r\n" + "X: y\r\n".repeat(1000) + "\r\n");
                }),
                broken("a slow body", Kind.TIMED_OUT, out -> {
                    ScriptedWeb.write(out, OK + "\r\nContent-Length: 100000\r\n\r\n");
                    ScriptedWeb.drip(out);
                }),
                broken("a body that stops", Kind.TIMED_OUT, out -> {
                    ScriptedWeb.write(out, OK + "\r\nContent-Length: 9\r\n\r\na pic");
                    isSilent(out);
                }),
                broken("a body that breaks off", Kind.BROKEN, out -> {
                    ScriptedWeb.write(out, OK + "\r\nContent-Length: 9\r\n\r\na pic");
                }),
                broken("chunks that break off", Kind.BROKEN, out -> {
                    ScriptedWeb.write(out, OK + "\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na pi");
                }),
                broken("chunks that are none", Kind.BROKEN, out -> {
                    ScriptedWeb.write(out, OK + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
                }));
    }

    private static Arguments broken(String name, Kind kind, ScriptedWeb.Script script) {
        return arguments(name, kind, script);
    }

    /** Longer than the client is patient. */
    private static void isSilent(OutputStream out) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertFalse(never.await(2, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        ScriptedWeb.write(out, "\r\n");
    }

    private static InetAddress[] hang(CountDownLatch never) throws UnknownHostException {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException("too late");
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }

    private static byte[] read(GuardedHttp http, String url) throws IOException {
        try (Answer answer = http.get(url, "*/*", soon())) {
            assertEquals(200, answer.status());
            return answer.body().readAllBytes();
        }
    }

    private static Kind failure(GuardedHttp http, String url) {
        return assertThrows(CallException.class, () -> {
                    try (Answer answer = http.get(url, "*/*", Deadline.after(Duration.ofMillis(900)))) {
                        answer.body().readAllBytes();
                    }
                })
                .kind();
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
