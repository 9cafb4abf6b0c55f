package dev.darkroom.infra.local.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a browser is given, and what it is refused. */
class ReceiverPageTest {

    private static final String HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";

    private final HttpClient http = HttpClient.newHttpClient();
    private Receiver receiver;
    private Sender sender;

    @BeforeEach
    void open() throws IOException {
        receiver = Receiver.open(0, Secrets.inMemory(), Guide.elsewhere(), _ -> {});
        sender = new Sender(receiver.url(), http);
    }

    @AfterEach
    void close() {
        receiver.close();
        http.close();
    }

    @Test
    void a_hostile_body_is_in_no_markup() {
        String before = sender.get("/").body();
        sender.post("/hook", HOSTILE);
        sender.post("/hook", "{\"event\":\"%1$s\",\"jobId\":\"%1$s\"}".formatted(HOSTILE));
        assertEquals(before, sender.get("/").body(), "the page holds nothing of what arrived");
        HttpResponse<String> deliveries = sender.get("/deliveries");
        assertEquals(List.of("application/json"), deliveries.headers().allValues("Content-Type"));
        assertEquals(List.of("nosniff"), deliveries.headers().allValues("X-Content-Type-Options"));
        assertEquals(HOSTILE, sender.last("event"));
    }

    @Test
    void the_script_makes_no_markup_and_nothing_comes_from_elsewhere() {
        HttpResponse<String> page = sender.get("/");
        Pattern sink = Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|https?:");
        assertFalse(sink.matcher(page.body()).find());
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; connect-src 'self'; script-src 'sha256-"), policy);
        assertTrue(policy.endsWith("require-trusted-types-for 'script'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(2, page.body().split("</script>", -1).length, "its hash is of all of its script");
    }

    @Test
    void only_this_machine_by_its_own_name_is_answered() throws IOException {
        assertEquals("HTTP/1.1 200 OK", statusFor("127.0.0.1:" + receiver.port()));
        assertEquals("HTTP/1.1 200 OK", statusFor("localhost:" + receiver.port()));
        for (String host : List.of("evil.example", "127.0.0.1", "localhost", "evil.example:" + receiver.port())) {
            assertEquals("HTTP/1.1 403 Forbidden", statusFor(host), host);
        }
    }

    @Test
    void a_page_from_elsewhere_can_send_nothing_here() {
        for (String path : List.of("/hook", "/secrets")) {
            HttpResponse<String> refused = sender.ask(sender.request(path)
                    .header("Origin", "https://evil.example")
                    .POST(BodyPublishers.ofString("{\"secret\":\"%s\"}".formatted(Sender.secret("evil"))))
                    .build());
            assertEquals(403, refused.statusCode(), path);
        }
        assertEquals(List.of(), sender.arrived());
        assertTrue(sender.get("/deliveries").body().contains("\"secrets\":0"));
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        String tag = sender.get("/deliveries").headers().firstValue("ETag").orElse("");
        assertEquals(304, unless(tag));
        sender.post("/hook", "{}");
        assertEquals(200, unless(tag));
    }

    @Test
    void every_path_says_what_it_is_for() {
        assertEquals(404, sender.get("/hooks").statusCode());
        assertEquals(405, sender.get("/hook").statusCode());
        assertEquals(405, sender.get("/secrets").statusCode());
        assertEquals(405, sender.post("/deliveries", "").statusCode());
        assertEquals(List.of("GET"), sender.post("/", "").headers().allValues("Allow"));
    }

    private int unless(String tag) {
        return sender.ask(sender.request("/deliveries")
                        .header("If-None-Match", tag)
                        .build())
                .statusCode();
    }

    private String statusFor(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            String request = "GET /deliveries HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
