package dev.darkroom.infra.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.standardwebhooks.Webhook;
import dev.darkroom.infra.live.receiver.Attempt;
import dev.darkroom.infra.live.receiver.ReceiverProcess;
import dev.darkroom.infra.live.receiver.ReceiverTrial;
import dev.darkroom.infra.live.receiver.SignedRequest;
import dev.darkroom.infra.live.tool.Program;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receivers in Java and in shell. Those in Python and JavaScript are tried by {@code infra/verify-live}. */
class WebhooksPageTest {

    private static final Duration TIME_MAX = Duration.ofMinutes(1);
    private static final Map<String, String> FILES = Snippets.files(Tree.ROOT.resolve("infra/docs/webhooks.md"));

    // Of the standard's own libraries' tests.
    private static final String KNOWN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final SignedRequest KNOWN = new SignedRequest(
            Map.of(
                    SignedRequest.ID, "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    SignedRequest.TIMESTAMP, "1614265330",
                    SignedRequest.SIGNATURE, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            "{\"test\": 2432232314}");

    @TempDir
    private Path folder;

    @Test
    void the_page_has_a_receiver_for_each_language() {
        assertEquals(
                List.of("Receiver.java", "receiver.py", "receiver.mjs", "webhook.sh", "apiframe.py"),
                List.copyOf(FILES.keySet()));
    }

    @Test
    void the_requests_of_these_tests_are_signed_as_the_standard_says() {
        Instant at = Instant.ofEpochSecond(1_614_265_330);
        assertEquals(KNOWN, SignedRequest.of(KNOWN_SECRET, KNOWN.id(), at, KNOWN.body()));
    }

    @Test
    void the_receiver_in_java_takes_what_is_signed_once_and_nothing_else() throws IOException, URISyntaxException {
        assertEquals(Attempt.all(SignedRequest.newSecret()).size(), ReceiverTrial.run(receiver()));
    }

    @Test
    void the_shell_tells_apart_what_a_receiver_does() throws IOException {
        String secret = SignedRequest.newSecret();
        for (Attempt attempt : Attempt.all(secret)) {
            assertEquals(attempt.genuine(), verified(secret, attempt.request()), attempt.what());
        }
    }

    @Test
    void the_shell_takes_nothing_where_it_has_no_secret() throws IOException {
        SignedRequest signed = SignedRequest.of(SignedRequest.newSecret(), "evt_1", Instant.now(), "{}");
        Map<String, String> empty = Map.of(
                SignedRequest.ID,
                signed.id(),
                SignedRequest.TIMESTAMP,
                Long.toString(Instant.now().getEpochSecond()),
                SignedRequest.SIGNATURE,
                "v1,");
        assertEquals(false, verified("", new SignedRequest(empty, "{}")));
        assertEquals(false, verified("whsec_", signed));
    }

    @Test
    void the_shell_signs_as_the_standard_says() throws IOException {
        Files.writeString(folder.resolve("body"), KNOWN.body());
        Program.Ended ended = shell(KNOWN_SECRET, "sign %s 1614265330 body".formatted(KNOWN.id()))
                .run(folder.resolve("sign"));
        assertEquals(KNOWN.signature(), ended.said());
    }

    @Test
    void what_the_shell_sends_is_taken_by_the_receiver_in_java() throws IOException, URISyntaxException {
        String secret = SignedRequest.newSecret();
        Files.writeString(folder.resolve("body"), "{\"event\":\"task.succeeded\"}\n");
        try (ReceiverProcess receiver = ReceiverProcess.start(receiver(), secret)) {
            String send = "send_webhook %s body".formatted(receiver.url());
            assertEquals("204", shell(secret, send).run(folder.resolve("sent")).lastLine());
            assertEquals(
                    "400",
                    shell(SignedRequest.newSecret(), send)
                            .run(folder.resolve("forged"))
                            .lastLine());
        }
        try (Stream<Path> kept = Files.list(folder.resolve("inbox"))) {
            assertEquals(1, kept.count());
        }
    }

    private Program receiver() throws IOException, URISyntaxException {
        Path library = Path.of(Webhook.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        save("Receiver.java");
        return new Program(List.of(java, "-cp", library.toString(), "Receiver.java"), folder, Map.of(), TIME_MAX);
    }

    private boolean verified(String secret, SignedRequest request) throws IOException {
        List<String> headers = new ArrayList<>(List.of("POST /hook HTTP/1.1\r", "Content-Type: application/json\r"));
        request.headers().forEach((name, value) -> headers.add("%s: %s\r".formatted(capitals(name), value)));
        Files.write(folder.resolve("headers"), headers);
        Files.writeString(folder.resolve("body"), request.body());
        Program.Ended ended = shell(secret, "verify_webhook headers body && echo genuine || echo refused")
                .run(folder.resolve("verify"));
        assertEquals(0, ended.code());
        assertNotEquals("", ended.lastLine());
        return ended.lastLine().equals("genuine");
    }

    /** As some servers save the names of headers. */
    private static String capitals(String name) {
        return name.replace("webhook", "Webhook");
    }

    private Program shell(String secret, String command) throws IOException {
        save("webhook.sh");
        return new Program(
                List.of("bash", "-u", "-c", ". ./webhook.sh; " + command),
                folder,
                Map.of("WEBHOOK_SECRET", secret),
                TIME_MAX);
    }

    private void save(String name) throws IOException {
        Files.writeString(folder.resolve(name), Objects.requireNonNull(FILES.get(name)));
    }
}
