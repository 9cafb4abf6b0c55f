package dev.darkroom.infra.local.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverTest {

    private static final String SECRET = Sender.secret("one");
    private static final String NATIVE =
            "{\"event\":\"task.succeeded\",\"id\":\"evt_1\",\"created_at\":\"x\",\"data\":{\"task_id\":\"task_7\"}}";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Delivery> told = new CopyOnWriteArrayList<>();
    private Receiver receiver;
    private Sender sender;

    @BeforeEach
    void open() throws IOException {
        receiver = open(0);
        sender = new Sender(receiver.url(), http);
    }

    @AfterEach
    void close() {
        receiver.close();
        http.close();
    }

    @Test
    void what_a_known_secret_signed_is_verified_and_told() {
        assertEquals(
                200,
                sender.post("/secrets", "{\"secret\":\"%s\"}".formatted(SECRET)).statusCode());
        assertEquals(204, sender.send(SECRET, "evt_1", Instant.now(), NATIVE));
        assertEquals("true", sender.last("verified"));
        assertEquals("task.succeeded", sender.last("event"));
        assertEquals("task_7", sender.last("task"));
        assertEquals("evt_1", sender.last("webhook_id"));
        assertEquals(NATIVE, sender.last("body"));
        assertEquals(1, told.size());
        assertEquals(Verdict.VERIFIED, told.getFirst().verdict());
    }

    @Test
    void what_cannot_be_verified_is_kept_with_the_reason() {
        Instant now = Instant.now();
        assertEquals(204, sender.send(SECRET, "evt_1", now, NATIVE));
        assertLast(Verdict.NO_SECRET);
        sender.post("/secrets", "{\"secret\":\"%s\"}".formatted(SECRET));
        assertEquals(204, sender.send(Sender.secret("two"), "evt_2", now, NATIVE));
        assertLast(Verdict.WRONG_SIGNATURE);
        assertEquals(204, sender.send("evt_3", now, Sender.signature(SECRET, "evt_3", now, NATIVE), NATIVE + " "));
        assertLast(Verdict.WRONG_SIGNATURE);
        assertEquals(204, sender.send("evt_4", now, Sender.signature(SECRET, "evt_0", now, NATIVE), NATIVE));
        assertLast(Verdict.WRONG_SIGNATURE);
        assertEquals(204, sender.send(SECRET, "evt_5", now.minusSeconds(900), NATIVE));
        assertLast(Verdict.TOO_OLD);
        assertEquals(204, sender.send(SECRET, "evt_6", now.plusSeconds(900), NATIVE));
        assertLast(Verdict.TOO_NEW);
        assertEquals(204, sender.post("/hook/any/path", NATIVE).statusCode());
        assertLast(Verdict.NO_HEADERS);
        assertEquals("/hook/any/path", sender.last("path"));
        assertEquals(
                List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L),
                told.reversed().stream().map(Delivery::number).toList());
    }

    @Test
    void bytes_that_are_no_text_are_not_verified_as_the_text_they_resemble() {
        sender.post("/secrets", "{\"secret\":\"%s\"}".formatted(SECRET));
        Instant now = Instant.now();
        var request = sender.request("/hook")
                .header("webhook-id", "evt_1")
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", Sender.signature(SECRET, "evt_1", now, "\ufffd"))
                .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff}))
                .build();
        assertEquals(204, sender.ask(request).statusCode());
        assertLast(Verdict.NOT_TEXT);
    }

    @Test
    void during_a_rotation_either_of_two_signatures_does() {
        sender.post("/secrets", "{\"secret\":\"%s\"}".formatted(SECRET));
        Instant now = Instant.now();
        String both = Sender.signature(Sender.secret("new"), "evt_1", now, NATIVE) + " "
                + Sender.signature(SECRET, "evt_1", now, NATIVE);
        sender.send("evt_1", now, both, NATIVE);
        assertLast(Verdict.VERIFIED);
    }

    @Test
    void a_repeat_of_an_id_is_shown_as_one() {
        sender.send(SECRET, "evt_1", Instant.now(), NATIVE);
        assertEquals("1", sender.last("arrival"));
        sender.send(SECRET, "evt_2", Instant.now(), NATIVE);
        sender.send(SECRET, "evt_1", Instant.now(), NATIVE);
        assertEquals("2", sender.last("arrival"));
        sender.post("/hook", NATIVE);
        sender.post("/hook", NATIVE);
        assertEquals("1", sender.last("arrival"), "without an id nothing is a repeat");
    }

    @Test
    void the_words_of_every_surface_are_found() {
        sender.post("/hook", "{\"event\":\"image.completed\",\"image_gen_id\":\"gen_5\"}");
        assertEquals("image.completed gen_5", sender.last("event") + " " + sender.last("task"));
        sender.post("/hook", "{\"event\":\"progress\",\"jobId\":\"job_6\"}");
        assertEquals("progress job_6", sender.last("event") + " " + sender.last("task"));
        sender.ask(sender.request("/hook")
                .header("X-Webhook-Event", "completed")
                .POST(BodyPublishers.ofString("no json"))
                .build());
        assertEquals("completed ", sender.last("event") + " " + sender.last("task"));
    }

    @Test
    void a_body_is_at_most_a_mebibyte_and_the_newest_two_hundred_are_kept() {
        assertEquals(204, sender.post("/hook", "x".repeat(Routes.BODY_MAX)).statusCode());
        assertEquals(
                Integer.toString(Content.TEXT_MAX),
                Integer.toString(sender.last("body").length()));
        assertEquals("true", sender.last("body_cut"));
        assertEquals(413, sender.post("/hook", "x".repeat(Routes.BODY_MAX + 1)).statusCode());
        assertEquals(1, sender.arrived().size());
        for (int i = 0; i < Inbox.KEPT_MAX; i++) {
            sender.post("/hook", "{}");
        }
        assertEquals(Inbox.KEPT_MAX, sender.arrived().size());
        assertEquals("201", sender.last("number"));
    }

    @Test
    void large_bodies_push_older_ones_out_before_they_fill_the_heap() {
        String large = "x".repeat(Content.TEXT_MAX);
        for (int i = 0; i < 70; i++) {
            sender.post("/hook", large);
        }
        assertEquals(64, sender.arrived().size());
        assertEquals("70", sender.last("number"));
    }

    @Test
    void secrets_survive_a_restart_in_a_file_for_their_owner_alone() throws IOException {
        String created = "{\"id\":\"whe_1\",\"url\":\"http://x\",\"secret\":\"%s\",\"state\":\"enabled\"}";
        HttpResponse<String> kept = sender.post("/secrets", created.formatted(SECRET));
        assertEquals("the secret of whe_1 is kept; what it signs is verified from now on\n", kept.body());
        sender.post("/secrets", "{\"secret\":\"%s\",\"valid_until\":null}".formatted(Sender.secret("two")));
        sender.post("/secrets", created.formatted(SECRET));
        Path file = folder.resolve(Secrets.FILE);
        assertEquals(List.of(SECRET, Sender.secret("two")), Files.readAllLines(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Receiver other = open(0)) {
            Sender again = new Sender(other.url(), http);
            again.send(SECRET, "evt_1", Instant.now(), NATIVE);
            again.send(Sender.secret("two"), "evt_2", Instant.now(), NATIVE);
        }
        assertEquals(
                List.of(Verdict.VERIFIED, Verdict.VERIFIED),
                told.stream().map(Delivery::verdict).toList());
    }

    @Test
    void an_answer_without_a_secret_is_shown_to_who_piped_it_in() {
        HttpResponse<String> refused = sender.post("/secrets", "{\"error\":{\"code\":\"UNAUTHORIZED\"}}");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("UNAUTHORIZED"), refused.body());
        assertEquals(400, sender.post("/secrets", "{\"secret\":\"whsec_%%%\"}").statusCode());
        assertEquals(400, sender.post("/secrets", "{\"secret\":\"whsec_\"}").statusCode());
        assertFalse(Files.exists(folder.resolve(Secrets.FILE)));
    }

    @Test
    void a_taken_port_is_refused() {
        Assertions.assertThrows(BindException.class, () -> open(receiver.port()));
    }

    private Receiver open(int port) throws IOException {
        Secrets secrets = Secrets.in(folder.resolve(Secrets.FILE));
        return Receiver.open(port, secrets, Guide.withKey("http://127.0.0.1:8080", "key"), told::add);
    }

    private void assertLast(Verdict verdict) {
        assertEquals(verdict.words(), sender.last("verdict"));
        assertEquals(Boolean.toString(verdict == Verdict.VERIFIED), sender.last("verified"));
    }
}
