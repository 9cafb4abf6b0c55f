package dev.darkroom.activities.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.net.GuardedHttp;
import dev.darkroom.activities.net.NetworkConfig;
import dev.darkroom.activities.net.ScriptedNames;
import dev.darkroom.activities.net.TestHttp;
import dev.darkroom.activities.testing.ScriptedWeb;
import dev.darkroom.activities.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an attempt does not get to, and that it looks the same from outside. */
@Timeout(30)
class WebhookSenderNetworkTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0";
    private static final byte[] NOTHING = new byte[0];
    private static final NetworkConfig DEFAULT = new NetworkConfig(false, false, "443");
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final ScriptedNames names = new ScriptedNames();
    private final GuardedHttp http = TestHttp.of(TestHttp.LOCAL, names);
    private final WebhookSender sender = new WebhookSender(http, WebhookSender.TIME_MAX, InstantSource.system());
    private final ScriptedWeb web;

    WebhookSenderNetworkTest() throws IOException {
        web = new ScriptedWeb().on("/a", OK, NOTHING);
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        web.close();
    }

    /** Every connection begins with a question for an address, also where that is written in the URL. */
    @ParameterizedTest
    @MethodSource("dev.darkroom.activities.net.RefusedUrls#byDefault")
    void a_url_that_is_refused_is_not_called(String url) {
        try (GuardedHttp strict = TestHttp.of(DEFAULT, names)) {
            unreachable(new WebhookSender(strict, WebhookSender.TIME_MAX, InstantSource.system()), url);
        }
        assertEquals(List.of(), names.questions());
    }

    @ParameterizedTest
    @MethodSource("dev.darkroom.activities.net.RefusedUrls#always")
    void some_are_refused_even_where_local_ones_are_allowed(String url) {
        unreachable(sender, url);
        assertEquals(List.of(), names.questions());
    }

    @Test
    void a_url_that_is_too_long_is_not_called() {
        names.answer("long.example", "127.0.0.1");
        unreachable(sender, web.url("long.example", "/" + "a".repeat(8192)));
        assertEquals(List.of(), names.questions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "8.8.8.8 ::1",
                "8.8.8.8 127.0.0.1",
                "2606:4700:4700::1111 127.0.0.1",
                "10.0.0.1",
                "169.254.169.254"
            })
    void a_public_name_with_an_address_inside_is_not_called(String addresses) {
        names.answer("inside.example", addresses.split(" "));
        try (GuardedHttp strict = strictButForOurPort()) {
            unreachable(
                    new WebhookSender(strict, WebhookSender.TIME_MAX, InstantSource.system()),
                    web.url("inside.example", "/a"));
        }
        assertEquals(List.of("inside.example"), names.questions());
        assertEquals(0, web.connections());
    }

    @Test
    void what_was_checked_is_what_is_connected_to() {
        names.answer("rebinds.example", "127.0.0.2").answer("rebinds.example", "127.0.0.1");
        unreachable(sender, web.url("rebinds.example", "/a"));
        assertEquals(List.of("rebinds.example"), names.questions());
        assertEquals(0, web.connections());
        assertEquals(
                200,
                sender.send(TestMessage.to(web.url("rebinds.example", "/a"))).status());
    }

    @Test
    void a_name_that_turns_inward_is_refused_by_default() {
        names.answer("rebinds.example", "127.0.0.1").answer("rebinds.example", "8.8.8.8");
        try (GuardedHttp strict = strictButForOurPort()) {
            unreachable(
                    new WebhookSender(strict, WebhookSender.TIME_MAX, InstantSource.system()),
                    web.url("rebinds.example", "/a"));
        }
        assertEquals(List.of("rebinds.example"), names.questions());
        assertEquals(0, web.connections());
    }

    @Test
    void unknown_names_and_closed_ports_look_alike() throws IOException {
        unreachable(sender, "http://unknown.example/");
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(HERE, 0));
            unreachable(sender, "http://127.0.0.1:" + deaf.getLocalPort() + "/");
        }
    }

    @Test
    void a_port_that_does_not_answer_looks_like_a_closed_one() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, HERE)) {
            fill(full, waiting);
            unreachable(sender, "http://127.0.0.1:" + full.getLocalPort() + "/");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void one_that_shakes_no_hands_does_too() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, HERE)) {
            unreachable(sender, "https://127.0.0.1:" + silent.getLocalPort() + "/");
        }
        unreachable(sender, web.url("/a").replace("http://", "https://"));
    }

    @Test
    void a_certificate_has_to_be_good_and_for_the_name(@TempDir Path folder) throws Exception {
        SSLContext tls = TestCertificate.forName("hooks.example", folder);
        names.answer("hooks.example", "127.0.0.1").answer("other.example", "127.0.0.1");
        try (ScriptedWeb secure = new ScriptedWeb(tls).on("/a", OK, NOTHING);
                GuardedHttp trusting = TestHttp.of(TestHttp.LOCAL_HTTPS, names, tls)) {
            WebhookSender trusts = new WebhookSender(trusting, WebhookSender.TIME_MAX, InstantSource.system());
            unreachable(sender, secure.url("hooks.example", "/a"));
            unreachable(trusts, secure.url("other.example", "/a"));
            assertEquals(0, secure.heads().size());
            Attempt attempt = trusts.send(TestMessage.to(secure.url("hooks.example", "/a")));
            assertEquals(200, attempt.status());
            assertEquals(List.of(TestMessage.BODY), secure.bodies());
        }
    }

    private GuardedHttp strictButForOurPort() {
        return TestHttp.of(new NetworkConfig(true, false, String.valueOf(web.port())), names);
    }

    private static void unreachable(WebhookSender sender, String url) {
        Attempt attempt = sender.send(TestMessage.to(url));
        assertEquals(Attempt.failed(attempt.at(), Problem.UNREACHABLE, null), attempt);
    }

    /** Connects until the system lets nobody wait any more. */
    private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IOException("the queue of a port does not fill");
    }
}
