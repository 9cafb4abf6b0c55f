package dev.darkroom.activities.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.fetch.FetchException.Reason;
import dev.darkroom.activities.net.GuardedHttp;
import dev.darkroom.activities.net.ScriptedNames;
import dev.darkroom.activities.net.TestHttp;
import dev.darkroom.activities.testing.ScriptedWeb;
import dev.darkroom.activities.testing.TestCertificate;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class WebImagesTest {

    private static final byte[] BODY = "a picture".getBytes(ISO_8859_1);
    private static final String FOUND = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final ScriptedNames names = new ScriptedNames();
    private final GuardedHttp http = TestHttp.of(TestHttp.LOCAL, names);
    private final WebImages images = new WebImages(http, Duration.ofSeconds(1));
    private final ScriptedWeb web;

    WebImagesTest() throws IOException {
        web = new ScriptedWeb().on("/a", OK + "Content-Length: 9", BODY);
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        web.close();
    }

    @Test
    void gives_the_bytes_of_an_image() throws IOException {
        assertArrayEquals(BODY, read(web.url("/a"), 9));
        String accept = "Accept: image/png, image/jpeg, image/webp, image/gif\r\n";
        assertTrue(web.heads().getFirst().contains(accept));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void follows_each_kind_of_redirect_up_to_three(int status) throws IOException {
        web.on("/0", redirect(status, "/1"), new byte[0]);
        web.on("/1", redirect(status, "../2#part"), new byte[0]);
        web.on("/2", redirect(status, web.url("/a")), new byte[0]);
        assertArrayEquals(BODY, read(web.url("/0"), 9));
        assertEquals(4, web.heads().size());
    }

    @Test
    void a_redirect_beside_a_host_without_a_path_stays_at_that_host() throws IOException {
        web.on("/", FOUND + "a", new byte[0]);
        assertArrayEquals(BODY, read(web.url(""), 9));
    }

    @Test
    void a_fourth_redirect_and_a_loop_are_not_followed() {
        for (int i = 0; i < 50; i++) {
            web.on("/" + i, FOUND + "/" + (i + 1), new byte[0]);
        }
        web.on("/loop", FOUND + "/loop", new byte[0]);
        assertEquals(Reason.REDIRECTS, failure(web.url("/0")));
        assertEquals(4, web.heads().size());
        assertEquals(Reason.REDIRECTS, failure(web.url("/loop")));
        assertEquals(8, web.heads().size());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "http://169.254.169.254/latest/meta-data, NOT_ALLOWED",
                "http://[fd00:ec2::254]/, NOT_ALLOWED",
                "http://2130706433/, NOT_ALLOWED",
                "//169.254.169.254/, NOT_ALLOWED",
                "http://user@127.0.0.1/a, NOT_ALLOWED",
                "file:///etc/passwd, NOT_ALLOWED",
                "data:image/png;base64%2CAAAA, NOT_ALLOWED",
                "http://inside.example/, BLOCKED",
                "//inside.example/, BLOCKED",
                "http://unknown.example/, UNREACHABLE",
                "http://[, REDIRECTS",
                "/a b, REDIRECTS"
            })
    void where_a_redirect_leads_is_checked_in_full(String location, Reason reason) {
        names.answer("inside.example", "169.254.169.254");
        web.on("/r", FOUND + location, new byte[0]);
        assertEquals(reason, failure(web.url("/r")));
        assertEquals(1, web.heads().size());
    }

    @Test
    void a_redirect_has_to_say_where() {
        web.on("/r", "HTTP/1.1 302 Found\r\nContent-Length: 0", new byte[0]);
        assertEquals(Reason.REDIRECTS, failure(web.url("/r")));
    }

    @Test
    void https_does_not_become_http_where_http_is_not_allowed(@TempDir Path folder) throws Exception {
        SSLContext tls = TestCertificate.forName("pictures.example", folder);
        names.answer("pictures.example", "127.0.0.1");
        try (ScriptedWeb secure = new ScriptedWeb(tls).on("/r", FOUND + web.url("/a"), new byte[0]);
                GuardedHttp https = TestHttp.of(TestHttp.LOCAL_HTTPS, names, tls)) {
            WebImages strict = new WebImages(https, Duration.ofSeconds(5));
            String url = secure.url("pictures.example", "/r");
            assertEquals(Reason.NOT_ALLOWED, failure(strict, url).reason());
            assertEquals(1, secure.heads().size());
            assertEquals(List.of(), web.heads());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "201, STATUS, false",
        "204, STATUS, false",
        "206, STATUS, false",
        "300, STATUS, false",
        "304, STATUS, false",
        "400, STATUS, false",
        "401, STATUS, false",
        "403, STATUS, false",
        "404, STATUS, false",
        "410, STATUS, false",
        "408, BUSY, true",
        "429, BUSY, true",
        "500, BUSY, true",
        "502, BUSY, true",
        "503, BUSY, true"
    })
    void only_200_is_an_image(int status, Reason reason, boolean retryable) {
        web.on("/s", "HTTP/1.1 " + status + " So\r\nContent-Length: 9", BODY);
        FetchException failure = failure(images, web.url("/s"));
        assertEquals(reason, failure.reason());
        assertEquals(retryable, failure.isRetryable());
    }

    @Test
    void an_answer_without_a_body_has_no_bytes() throws IOException {
        web.on("/none", OK + "Content-Length: 0", new byte[0]);
        web.on("/ended", OK + "Connection: close", new byte[0]);
        assertArrayEquals(new byte[0], read(web.url("/none"), 9));
        assertArrayEquals(new byte[0], read(web.url("/ended"), 9));
    }

    @Test
    void what_says_that_it_is_too_large_is_not_read() {
        web.on("/large", OK + "Content-Length: 9001", new byte[0]);
        assertThrows(FetchException.class, () -> images.open(web.url("/large"), 9000));
        assertEquals(Reason.TOO_LARGE, failure(web.url("/large")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Connection: close"})
    void what_does_not_say_so_is_cut_at_the_first_byte_too_many(String header) throws Exception {
        web.on("/endless", out -> {
            ScriptedWeb.write(out, OK + header + "\r\n\r\n");
            while (true) {
                ScriptedWeb.write(out, "4\r\nmore\r\n");
            }
        });
        try (InputStream body = images.open(web.url("/endless"), 9)) {
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            FetchException failure = assertThrows(FetchException.class, () -> body.transferTo(got));
            assertEquals(Reason.TOO_LARGE, failure.reason());
            assertTrue(got.size() <= 9, "bytes given: " + got.size());
            assertTrue(web.sawHangUp());
        }
    }

    @Test
    void reads_byte_by_byte_as_well() throws IOException {
        try (InputStream body = images.open(web.url("/a"), 9)) {
            assertEquals('a', body.read());
            assertEquals(' ', body.read());
            assertArrayEquals("picture".getBytes(ISO_8859_1), body.readAllBytes());
            assertEquals(-1, body.read());
        }
    }

    @Test
    void a_failure_while_reading_is_told_like_one_before() {
        web.on("/short", OK + "Content-Length: 9", Arrays.copyOf(BODY, 4));
        web.on("/drip", out -> {
            ScriptedWeb.write(out, OK + "Content-Length: 9000\r\n\r\n");
            ScriptedWeb.drip(out);
        });
        assertEquals(Reason.BROKEN, failure(web.url("/short")));
        assertEquals(Reason.TIMED_OUT, failure(web.url("/drip")));
    }

    @Test
    void the_time_is_that_of_all_redirects_together() {
        for (int i = 0; i < 4; i++) {
            String next = "/" + (i + 1);
            web.on("/" + i, out -> {
                LockSupport.parkNanos(350_000_000);
                ScriptedWeb.write(out, FOUND + next + "\r\n\r\n");
            });
        }
        assertEquals(Reason.TIMED_OUT, failure(web.url("/0")));
    }

    @Test
    void closing_hangs_up_at_once() throws Exception {
        web.on("/drip", out -> {
            ScriptedWeb.write(out, OK + "Content-Length: 9000\r\n\r\n");
            ScriptedWeb.drip(out);
        });
        try (InputStream body = images.open(web.url("/drip"), 9000)) {
            assertEquals('x', body.read());
        }
        assertTrue(web.sawHangUp());
    }

    @ParameterizedTest
    @EnumSource
    void no_reason_can_be_told_from_the_text(Reason reason) {
        FetchException failure = new FetchException(reason);
        assertEquals("an image could not be fetched from its URL", failure.getMessage());
        assertEquals(null, failure.getCause());
    }

    @Test
    void what_may_go_better_another_time_is_said() {
        List<Reason> retryable = Arrays.stream(Reason.values())
                .filter(reason -> new FetchException(reason).isRetryable())
                .toList();
        assertEquals(List.of(Reason.UNREACHABLE, Reason.TIMED_OUT, Reason.BROKEN, Reason.BUSY), retryable);
    }

    @Test
    void in_the_product_nothing_local_is_fetched() throws IOException {
        try (ApplicationContext context = ApplicationContext.run()) {
            WebImages product = context.getBean(WebImages.class);
            FetchException failure = assertThrows(FetchException.class, () -> product.open(web.url("/a"), 9));
            assertEquals(Reason.NOT_ALLOWED, failure.reason());
        }
        Map<String, Object> local =
                Map.of("darkroom.network.allow-http", "true", "darkroom.network.allow-local", "true");
        try (ApplicationContext context = ApplicationContext.run(local);
                InputStream body = context.getBean(WebImages.class).open(web.url("/a"), 9)) {
            assertArrayEquals(BODY, body.readAllBytes());
        }
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " Moved\r\nContent-Length: 0\r\nLocation: " + location;
    }

    private byte[] read(String url, long bytesMax) throws IOException {
        try (InputStream body = images.open(url, bytesMax)) {
            return body.readAllBytes();
        }
    }

    private Reason failure(String url) {
        return failure(images, url).reason();
    }

    private static FetchException failure(WebImages images, String url) {
        return assertThrows(FetchException.class, () -> {
            try (InputStream body = images.open(url, 9000)) {
                body.readAllBytes();
            }
        });
    }
}
