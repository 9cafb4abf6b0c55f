package dev.darkroom.infra.local.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.infra.process.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ListenCommandTest {

    private static final String SECRET = Sender.secret("given");

    @TempDir
    Path data;

    private final StringWriter errors = new StringWriter();
    private final List<Thread> listening = new ArrayList<>();

    @AfterEach
    void stop() {
        listening.forEach(Thread::interrupt);
    }

    @Test
    void says_how_to_send_here_and_prints_what_arrives() throws Exception {
        Files.writeString(data.resolve("ready.json"), "{\"api\":\"http://127.0.0.1:18080\",\"key\":\"dk_demo\"}");
        int port = FreePort.find();
        Said said = listen(data, "--body", "--secret", SECRET, "--port", Integer.toString(port));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String greeting = said.until("| curl");
            assertTrue(greeting.contains("http://127.0.0.1:18080/v1/webhook-endpoints"), greeting);
            assertTrue(greeting.contains("Authorization: Bearer dk_demo"), greeting);
            assertTrue(greeting.contains("http://127.0.0.1:%d/secrets".formatted(port)), greeting);
            Sender sender = new Sender("http://127.0.0.1:" + port, http);
            String body = "{\"event\":\"image.completed\",\"image_gen_id\":\"gen_5\"}";
            sender.send(SECRET, "evt_1", Instant.now(), body);
            sender.send(Sender.secret("other"), "evt_1", Instant.now(), body);
            String first = said.until("image.completed");
            assertTrue(first.contains("  verified  image.completed  task gen_5  id evt_1  signed 2"), first);
            assertEquals(body, said.until("image.completed").strip());
            String second = said.until("image.completed");
            assertTrue(second.contains("  NOT VERIFIED (the signature fits none"), second);
            assertTrue(second.contains("again, arrival 2 of this id"), second);
        }
    }

    @Test
    void without_a_stack_it_listens_all_the_same() throws Exception {
        Said said = listen(data.resolve("none"), "--port", Integer.toString(FreePort.find()));
        String greeting = said.until("| curl");
        assertTrue(greeting.contains("No stack runs in "), greeting);
        assertTrue(greeting.contains("curl -s $api/v1/webhook-endpoints"), greeting);
        assertFalse(Files.exists(data.resolve("none")));
    }

    @Test
    void a_taken_port_is_one_line() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertEquals(1, command(data, new StringWriter()).execute("--port", Integer.toString(port)));
            assertEquals(
                    "infra/darkroom: port %d is taken; choose another with --port%n".formatted(port),
                    errors.toString());
        }
    }

    @Test
    void a_secret_that_is_none_is_refused_and_not_repeated() {
        assertEquals(2, command(data, new StringWriter()).execute("--secret", "hunter2"));
        assertTrue(errors.toString().startsWith("--secret is whsec_ and base64 after it"), errors.toString());
        assertFalse(errors.toString().contains("hunter2"));
    }

    @Test
    void what_arrives_cannot_command_the_terminal() {
        Content content =
                Content.of("\u001b]0;owned\u0007\u202e\r\n{}".getBytes(StandardCharsets.UTF_8), "\u001b[2Jcleared");
        Signature signature = new Signature("evt\n00:00:00  verified", "60", "");
        Delivery delivery = new Delivery(1, 1, Instant.EPOCH, "/hook", signature, Verdict.NO_HEADERS, content);
        assertEquals(
                "00:00:00  NOT VERIFIED (%s)   [2Jcleared  id evt 00:00:00  verified  signed 1970-01-01 00:01:00%n           ]0;owned    {}"
                        .formatted(Verdict.NO_HEADERS.words()),
                Line.of(delivery, true, ZoneOffset.UTC));
    }

    /** Runs it until the test ends: a person ends it with the process. */
    private Said listen(Path folder, String... arguments) {
        Said said = new Said();
        CommandLine command = command(folder, said);
        listening.add(Thread.ofVirtual().start(() -> command.execute(arguments)));
        return said;
    }

    private CommandLine command(Path folder, Writer out) {
        return ListenCommand.commandLine(folder).setOut(new PrintWriter(out)).setErr(new PrintWriter(errors, true));
    }
}
